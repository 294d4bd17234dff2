// Filters the entries of a reference page by name; light or dark is as it was chosen on the page of the preview.
try {
  document.documentElement.dataset.theme = JSON.parse(localStorage.getItem("clbplan"))?.theme ?? "auto";
} catch {
  // A browser that keeps nothing has nothing chosen.
}
const entries = [...document.querySelectorAll("section[data-name]")];
document.querySelector("input").addEventListener("input", (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/);
  for (const entry of entries) entry.hidden = !words.every((word) => entry.dataset.name.toLowerCase().includes(word));
});
