// Shows what is being typed as it will look in a list. Without it the button "Preview" does the same.
const shown = (words, most) => {
  const line = words.replace(/[*_`>#[\]]+/g, '').split(/\s+/).join(' ').trim();
  return most && line.length > most ? `${line.slice(0, most).replace(/\s+\S*$/, '')}…` : line;
};

const show = (control, words) => {
  const place = control?.dataset.preview && document.getElementById(control.dataset.preview);
  if (place) place.textContent = shown(words, Number(place.dataset.most)) || place.dataset.empty;
};

document.addEventListener('input', ({ target }) => show(target, target.dataset.says || target.value));
// "None of these": what looks alike does not come back, and the link goes on to the story.
document.addEventListener('click', ({ target }) => {
  const link = target.closest('a[data-dismiss]');
  if (link) document.getElementById(link.dataset.dismiss).hidden = true;
});
// Personal data was found in what is being typed: it stands there covered, as on the page that everybody will read.
document.addEventListener('htmx:afterSwap', ({ target }) => {
  for (const covered of target.querySelectorAll('template[data-covered]')) {
    show(document.getElementById(covered.dataset.covered), covered.content.textContent);
  }
});
