// A vote, a follow or a "useful" swaps its own form in place. When the answer does not carry that form (signed out meanwhile,
// refused, no network) the form is sent the ordinary way, so that the page says what happened.
const sendPlainly = (event) => {
  const form = event.detail.elt.closest('form');
  if (!form || !form.hasAttribute('data-hx-post')) return;
  event.detail.shouldSwap = false;
  HTMLFormElement.prototype.submit.call(form);
};

document.addEventListener('htmx:beforeSwap', (event) => {
  const id = event.detail.elt.id;
  if (id && event.detail.xhr.status < 400 && event.detail.serverResponse.includes(`id="${id}"`)) return;
  sendPlainly(event);
});
document.addEventListener('htmx:sendError', sendPlainly);
// The button that was pressed is gone: its successor takes the focus, or the first of the ideas that came, unless the
// person has moved on meanwhile.
document.addEventListener('htmx:afterSettle', (event) => {
  const swapped = event.detail.elt;
  if (document.activeElement !== document.body) return;
  const pressed = /^(vote|follow|useful)-/.test(swapped.id) && swapped.querySelector('button[aria-pressed]');
  const next = pressed || (swapped.matches('ul.ideas') && swapped.querySelector('.idea__title a'));
  if (next) next.focus();
});
