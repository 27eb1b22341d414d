// Names for controls that the theme leaves without one, or with one that their words contradict.
document.addEventListener("DOMContentLoaded", () => {
  for (const button of document.querySelectorAll("button.search-button-field"))
    button.removeAttribute("aria-label");  // its words, "Search Ctrl+K", name it
  for (const summary of document.querySelectorAll(".cell details.hide > summary"))
    summary.removeAttribute("aria-label");  // its words, "Guess first, then open", name it
  for (const summary of document.querySelectorAll("nav details > summary")) {
    const link = summary.closest("li").querySelector("a");
    summary.setAttribute("aria-label", `Pages under ${link.textContent.trim()}`);
  }
});
