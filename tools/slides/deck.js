/* Fill the pages of a deck, then hand it to reveal.js.

A slide of a lesson is as long as its cells. Here it is cut into pages that fit 1280×720:
- between cells; inside a text cell that is longer than a page, between its paragraphs;
- before its cell goes to another page, a picture gets smaller, but only so far that the text in it
  keeps 15 pixels (SMALLEST of its own size); or what was printed goes beside it;
- a text that follows a picture stays with it, below or beside it, in the same ways;
- a code cell or a table that fills more than a page gets smaller letters, 16 pixels; then a cell's
  outputs go to a page of their own. Only there may a picture be smaller than that: as large as fits.
Heights come from the layout itself, so this waits for the formulas. */

"use strict";

const HEIGHT = 720;
const SMALLEST = 1.14; // a picture's smallest letters are 13.2 pixels in its own size
const WAYS = [[], ["beside"]]; // what a cell prints stands below its picture, or beside it
const TIGHT_WAYS = [["small"], ["small", "beside"]];
const height = (element) => element.getBoundingClientRect().height;


/** How much of the page's height is left; negative if what it holds is too tall. */
const room = (page) => HEIGHT - page.scrollHeight;
const fits = (page) => room(page) >= 0;

const scale = (picture) => picture.clientWidth / picture.getAttribute("width");

/** Make a cell's picture smaller until its page fits; false if it would be below `smallest`. */
function shrink(page, cell, smallest) {
  const picture = cell.querySelector("img");
  if (!picture) return fits(page);
  const before = picture.style.width;
  const [w, h] = [picture.getAttribute("width"), picture.getAttribute("height")];
  const wanted = height(picture) + Math.min(0, room(page));
  picture.style.width = `${Math.floor(Math.max(wanted / h, smallest) * w)}px`;
  if (fits(page) && scale(picture) > smallest - 0.01) return true;
  picture.style.width = before;
  return false;
}

/** A wide formula or table gets smaller letters. */
function narrow(page) {
  const width = page.querySelector(".head").clientWidth;
  for (const wide of page.querySelectorAll("mjx-container[display], table")) {
    const excess = wide.scrollWidth / width;
    if (excess > 1) {
      const size = parseFloat(getComputedStyle(wide).fontSize);
      wide.style.fontSize = `${Math.max(16, Math.floor(size / excess))}px`;
    }
  }
}

/** An empty page after this one, with its notes: what comes first on it shows at once. */
function nextPage(page) {
  const section = page.parentElement;
  const next = section.cloneNode(false);
  next.removeAttribute("id");
  const empty = page.cloneNode(false);
  const head = page.querySelector(".head").cloneNode(true);
  if (!head.textContent.endsWith("(continued)")) head.append(" (continued)");
  empty.append(head);
  next.append(empty, ...[...section.querySelectorAll("aside")].map((note) => note.cloneNode(true)));
  section.after(next);
  return empty;
}

/** Find a way to show a cell so that its page fits; false, and nothing changed, if there is none. */
function settle(page, cell, ways) {
  for (const way of ways) {
    cell.classList.add(...way);
    if (shrink(page, cell, SMALLEST)) return true;
    cell.classList.remove(...way);
  }
  return false;
}

/** Keep a text on the page of the picture before it, below or beside; false if it does not fit. */
function join(page, text) {
  const cell = text.previousElementSibling;
  const aside = cell.querySelector(".aside");
  const wide = "h1, h2, h3, table, pre, mjx-container[display]";
  if (!aside || text.matches(".code") || text.querySelector(wide)) return false;
  const smallest = Math.min(SMALLEST, scale(cell.querySelector("img")));
  if (shrink(page, cell, smallest)) return true;
  const was = cell.className;
  cell.classList.add("beside");
  aside.append(text);
  if (shrink(page, cell, smallest) && aside.scrollWidth <= aside.clientWidth) return true;
  cell.className = was;
  page.append(text);
  return false;
}

/** Move the parts of a cell to a page until it is full, and the rest to following pages. */
function pour(page, cell) {
  const parts = [...cell.children];
  let part = cell.cloneNode(false);
  cell.replaceWith(part);
  for (const piece of parts) {
    part.append(piece);
    if (settle(page, part, WAYS)) continue;
    if (page.children.length > 2 || part.children.length > 1) {
      const before = part;
      page = nextPage(page);
      part = before.cloneNode(false);
      page.append(part);
      part.append(piece);
      if (!before.children.length) before.remove();
      if (settle(page, part, WAYS)) continue;
    }
    part.classList.add("small", "beside");
    shrink(page, part, 0);
  }
  return page;
}

/** Put a cell on a page, or on the next one; give the page where the following cell may go. */
function place(page, cell) {
  page.append(cell);
  if (settle(page, cell, WAYS) || join(page, cell)) return page;
  if (page.children.length > 2) { // more than the head and this cell
    const next = nextPage(page);
    next.append(cell);
    if (settle(next, cell, [...WAYS, ...TIGHT_WAYS])) return next;
    next.parentElement.remove();
    page.append(cell); // a part of it may fit here
  }
  return settle(page, cell, TIGHT_WAYS) ? page : pour(page, cell);
}

/** Cut one slide into pages. */
function paginate(page) {
  narrow(page);
  const cells = [...page.querySelectorAll(":scope > .cell")];
  for (const cell of cells) cell.remove();
  for (const cell of cells) page = place(page, cell);
}

/** Write each page's number into its head. */
function number(page, i, pages) {
  const words = document.createElement("b");
  words.textContent = `${i + 1} / ${pages.length}`;
  page.querySelector(".head").prepend(words);
}

/** A page whose content begins with a fragment would be empty at first: show that one at once. */
function showFirst(page) {
  const first = page.querySelector(".cell");
  const index = first?.dataset.fragmentIndex;
  if (index === undefined) return;
  for (const cell of page.querySelectorAll(`.cell[data-fragment-index="${index}"]`)) {
    cell.classList.remove("fragment");
    delete cell.dataset.fragmentIndex;
  }
}

async function start() {
  await MathJax.startup.defaultPageReady();
  await document.fonts.ready;
  await Promise.all([...document.images].map((picture) => picture.decode()));
  for (const page of [...document.querySelectorAll(".page")]) paginate(page);
  const pages = document.querySelectorAll(".page");
  pages.forEach(showFirst);
  pages.forEach(number);
  document.body.classList.remove("paging");
  await Reveal.initialize({
    width: 1280,
    height: HEIGHT,
    margin: 0,
    center: false,
    hash: true,
    navigationMode: "linear",
    transition: "none",
    pdfSeparateFragments: false, // ?print-pdf: a page a slide, with all its steps
    plugins: [RevealNotes],
  });
  document.documentElement.dataset.deck = "ready";
}

window.MathJax = {
  tex: { inlineMath: [["$", "$"]], displayMath: [["$$", "$$"]] },
  options: { enableMenu: false }, // its parts are not in the deck's folder
  svg: { fontCache: "local" },
  startup: { pageReady: start },
};
