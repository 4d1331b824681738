// Shows how many characters are written. Without it the limit is still stated and still held by the server.
document.addEventListener('input', (event) => {
  const id = event.target.dataset.counter;
  const output = id && document.getElementById(id);
  if (output) output.textContent = output.dataset.of.replace('{n}', event.target.value.length);
});
