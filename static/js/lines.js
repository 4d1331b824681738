// "Line 42" puts the cursor on that line of the definition. Without this script the link leads to the text.
document.addEventListener('click', (event) => {
  const link = event.target.closest('a[data-line]');
  const area = link && document.getElementById('text');
  if (!area) return;
  event.preventDefault();
  const lines = area.value.split('\n');
  const line = Math.min(Number(link.dataset.line), lines.length) - 1;
  const start = lines.slice(0, line).reduce((sum, text) => sum + text.length + 1, 0);
  area.focus();
  area.setSelectionRange(start, start + lines[line].length);
  const height = parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTop = Math.max(0, (line - 4) * height);
});
