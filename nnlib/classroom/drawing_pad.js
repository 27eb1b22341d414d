// The browser's half of DrawingPad: strokes by mouse, pen, finger or keys become ink in bytes.
// A place on the pad is a pair of numbers from 0 to `side`. `value` holds side × side bytes.

const SHOWN = 264; // the pad's width on the page, in CSS pixels
const PAUSE = 100; // milliseconds between two messages to Python while a stroke is drawn
const PAPER = "#fbfaf7", INK = "#111111", PEN = "#D55E00"; // on a dark page as well

const STYLE = `
  .nn-pad { display: inline-block; max-width: 100%; font: 13px/1.4 var(--jp-ui-font-family, sans-serif);
            color: var(--jp-ui-font-color1, inherit); }
  .nn-pad canvas { display: block; width: ${SHOWN}px; max-width: calc(100% - 8px);
            aspect-ratio: 1; margin: 4px; background: ${PAPER}; box-shadow: 0 0 0 1px #767676;
            border-radius: 2px; touch-action: none; user-select: none; cursor: crosshair; }
  .nn-pad canvas:focus { outline: 3px solid var(--jp-brand-color1, #0072B2); outline-offset: 1px; }
  .nn-pad button { font: inherit; padding: 3px 14px; margin: 4px; border-radius: 2px; cursor: pointer;
            color: var(--jp-ui-font-color1, #111); background: var(--jp-layout-color2, #eee);
            border: 1px solid #767676; }
  .nn-pad button:focus-visible { outline: 3px solid var(--jp-brand-color1, #0072B2); }
  .nn-pad p { margin: 2px 4px; width: 300px; max-width: 100%; }
  .nn-pad .nn-pad-says { min-height: 1.4em; font-weight: 600; }`;

const EMPTY = "The pad is empty, the pen in the middle.";
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function make(tag, parent, properties = {}) {
  const element = Object.assign(document.createElement(tag), properties);
  parent.append(element);
  return element;
}

// One stroke on a canvas whose pixels are `zoom` times as small as the pad's units.
function draw(context, points, width, zoom) {
  const at = points.map(([x, y]) => [x * zoom, y * zoom]);
  const [first, last] = [at[0], at[at.length - 1]];
  context.fillStyle = context.strokeStyle = INK;
  context.lineWidth = width * zoom;
  context.lineCap = context.lineJoin = "round";
  context.beginPath();
  if (at.length === 1) {
    context.arc(...first, (width * zoom) / 2, 0, 2 * Math.PI);
    context.fill();
    return;
  }
  context.moveTo(...first);
  // Curves from middle to middle: without corners, whatever the pace of the hand was.
  for (let i = 1; i < at.length - 1; i++) {
    const middle = [0, 1].map((k) => (at[i][k] + at[i + 1][k]) / 2);
    context.quadraticCurveTo(...at[i], ...middle);
  }
  context.lineTo(...last);
  context.stroke();
}

function render({ model, el }) {
  const side = model.get("side"), width = model.get("pen_width"), step = side / 28;

  const pad = make("div", el, { className: "nn-pad" });
  make("style", pad, { textContent: STYLE });
  const screen = make("canvas", pad, { tabIndex: 0 });
  const buttons = make("div", pad);
  const clearButton = make("button", buttons, { type: "button", textContent: "Clear" });
  const undoButton = make("button", buttons, { type: "button", textContent: "Undo" });
  clearButton.setAttribute("aria-label", "Clear the drawing pad");
  undoButton.setAttribute("aria-label", "Undo the last stroke");
  const says = make("p", pad, { className: "nn-pad-says" });
  says.setAttribute("role", "status");
  says.setAttribute("aria-live", "polite");
  const help = make("p", pad, {
    id: `nn-pad-help-${Math.random().toString(36).slice(2)}`,
    textContent:
      "Draw with mouse, pen or finger. Or click the pad: arrow keys move the pen, Space puts it " +
      "down or up, C clears, U undoes.",
  });
  screen.setAttribute("role", "application");
  screen.setAttribute("aria-label", model.get("description"));
  screen.setAttribute("aria-describedby", help.id);
  // JupyterLab would take "c" for "copy this cell".
  screen.setAttribute("data-lm-suppress-shortcuts", "true");

  const sharp = Math.max(1, window.devicePixelRatio || 1);
  screen.width = screen.height = Math.round(SHOWN * sharp);
  const view = screen.getContext("2d");
  const canvas = () => Object.assign(document.createElement("canvas"), { width: side, height: side });
  // Both hold ink in their alpha channel: what Python has put there, and all there is.
  const base = canvas().getContext("2d"), ink = canvas().getContext("2d", { willReadFrequently: true });

  let strokes = []; // each a list of places
  let stroke = null, pointer = null; // the one that is being drawn, and by which pointer
  let place, keyStroke = null, keysUsed = false;
  const held = new Set(); // arrow keys that are down: two of them move aslant
  let sent = null, timer = null, frame = null;

  const say = (words) => { says.textContent = words; };

  function paint() {
    frame = null;
    const zoom = screen.width / side;
    view.clearRect(0, 0, screen.width, screen.height);
    view.imageSmoothingEnabled = false;
    view.drawImage(base.canvas, 0, 0, screen.width, screen.height);
    for (const points of strokes) draw(view, points, width, zoom);
    if (keysUsed && document.activeElement === screen) {
      view.beginPath();
      view.arc(place[0] * zoom, place[1] * zoom, (width * zoom) / 2, 0, 2 * Math.PI);
      view.lineWidth = 2 * sharp;
      view.strokeStyle = PEN;
      view.stroke();
      if (keyStroke) { view.fillStyle = PEN; view.fill(); }
    }
  }

  const repaint = () => { frame ??= requestAnimationFrame(paint); };

  function bytes() {
    ink.clearRect(0, 0, side, side);
    ink.drawImage(base.canvas, 0, 0);
    for (const points of strokes) draw(ink, points, width, 1);
    return ink.getImageData(0, 0, side, side).data.filter((_, i) => i % 4 === 3);
  }

  function send() {
    clearTimeout(timer);
    timer = null;
    sent = bytes();
    model.set("value", new DataView(new Uint8Array(sent).buffer));
    model.save_changes();
  }

  const sendSoon = () => { timer ??= setTimeout(send, PAUSE); };

  // Whoever draws by keys, perhaps unseeing, has to know where the pen starts.
  function startEmpty() {
    place = [side / 2, side / 2];
    say(EMPTY);
  }

  function clear() {
    strokes = [];
    stroke = keyStroke = pointer = null;
    base.clearRect(0, 0, side, side);
    startEmpty();
    repaint();
    send();
  }

  function undo() {
    stroke = keyStroke = pointer = null;
    if (strokes.pop()) say("The last stroke is gone.");
    else say("There is no stroke to undo.");
    repaint();
    send();
  }

  // What Python has put there: an image instead of strokes.
  function receive() {
    const value = model.get("value");
    if (!value || value.byteLength !== side * side) return;
    const got = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
    if (sent && got.every((byte, i) => byte === sent[i])) return; // what this pad has sent itself
    strokes = [];
    stroke = keyStroke = pointer = null;
    sent = got.slice();
    const image = base.createImageData(side, side);
    got.forEach((byte, i) => image.data.set([17, 17, 17, byte], 4 * i));
    base.putImageData(image, 0, 0);
    if (got.some((byte) => byte)) say("An image is on the pad.");
    else startEmpty();
    repaint();
  }

  function placeOf(event) {
    const box = screen.getBoundingClientRect();
    return [
      ((event.clientX - box.left) / box.width) * side,
      ((event.clientY - box.top) / box.height) * side,
    ];
  }

  screen.addEventListener("pointerdown", (event) => {
    if (pointer !== null || event.button !== 0) return;
    event.preventDefault(); // no selection of text, no scrolling
    screen.focus({ preventScroll: true });
    screen.setPointerCapture(event.pointerId);
    pointer = event.pointerId;
    keyStroke = null;
    keysUsed = false;
    stroke = [placeOf(event)];
    strokes.push(stroke);
    say("Drawing.");
    repaint();
    sendSoon();
  });

  screen.addEventListener("pointermove", (event) => {
    if (event.pointerId !== pointer || !stroke) return;
    // A quick hand moves further between two frames than one event tells.
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length ? events : [event]) stroke.push(placeOf(each));
    repaint();
    sendSoon();
  });

  function end(event) {
    if (event.pointerId !== pointer) return;
    pointer = stroke = null;
    say(strokes.length === 1 ? "1 stroke." : `${strokes.length} strokes.`);
    send();
  }
  screen.addEventListener("pointerup", end);
  screen.addEventListener("pointercancel", end);
  screen.addEventListener("lostpointercapture", end);

  function where() {
    const [column, row] = place.map((units) => Math.min(28, Math.floor(units / step) + 1));
    return `row ${row}, column ${column} of 28`;
  }

  screen.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    if (key in ARROWS) {
      held.add(key);
      for (const arrow of held) {
        place = place.map((units, i) =>
          Math.min(side - step / 2, Math.max(step / 2, units + ARROWS[arrow][i] * step)));
      }
      keyStroke?.push(place);
      say(`Pen ${keyStroke ? "down" : "up"}, ${where()}.`);
    } else if (key === " " || key === "Enter") {
      if (event.repeat) { event.preventDefault(); return; }
      if (keyStroke) keyStroke = null;
      else strokes.push((keyStroke = [place]));
      say(`Pen ${keyStroke ? "down" : "up"}, ${where()}.`);
    } else if (key === "c" || key === "Delete" || key === "Backspace") {
      clear();
    } else if (key === "u") {
      undo();
    } else {
      return; // Tab goes on, as everywhere
    }
    event.preventDefault();
    event.stopPropagation();
    keysUsed = true;
    repaint();
    if (keyStroke) sendSoon();
    else if (timer !== null) send(); // the pen went up
  });
  screen.addEventListener("keyup", (event) => held.delete(event.key));
  screen.addEventListener("blur", () => {
    held.clear();
    keyStroke = null;
    repaint();
  });
  screen.addEventListener("focus", repaint);
  clearButton.addEventListener("click", clear);
  undoButton.addEventListener("click", undo);

  model.on("change:value", receive);
  receive();
  paint();
  return () => {
    model.off("change:value", receive);
    clearTimeout(timer);
    if (frame !== null) cancelAnimationFrame(frame);
  };
}

export default { render };
