// Filters the entries of a reference page by name.
const entries = [...document.querySelectorAll("section[data-name]")];
document.querySelector("input").addEventListener("input", (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/);
  for (const entry of entries) entry.hidden = !words.every((word) => entry.dataset.name.toLowerCase().includes(word));
});
