// Filters the entries of a reference page by name, and takes the theme from the settings of the preview's page.
try {
  document.documentElement.dataset.theme = JSON.parse(localStorage.getItem("clbplan"))?.theme ?? "auto";
} catch {
  // Without storage there is no setting.
}
const entries = [...document.querySelectorAll("section[data-name]")];
document.querySelector("input").addEventListener("input", (event) => {
  const words = event.target.value.toLowerCase().split(/\s+/);
  for (const entry of entries) entry.hidden = !words.every((word) => entry.dataset.name.toLowerCase().includes(word));
});
