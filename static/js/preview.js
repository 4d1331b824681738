// Shows what is being typed as it will look in a list. Without it the button "Preview" does the same.
const shown = (words, most) => {
  const line = words.replace(/[*_`>#[\]]+/g, '').split(/\s+/).join(' ').trim();
  return most && line.length > most ? `${line.slice(0, most).replace(/\s+\S*$/, '')}…` : line;
};

document.addEventListener('input', ({ target }) => {
  const place = target.dataset.preview && document.getElementById(target.dataset.preview);
  if (!place) return;
  place.textContent = target.dataset.says || shown(target.value, Number(place.dataset.most)) || place.dataset.empty;
});
