// The browser's half of Slider and Choice: controls of its own, so that it brings names and keys.

const PAUSE = 100; // milliseconds at least between two messages to Python

// The rest of the look is that of ipywidgets, by its classes.
const STYLE = `
  .nn-control input { flex: 1 1 0; min-width: 0; margin: 0 4px; align-self: center;
            accent-color: var(--jp-brand-color1, #0072B2); }
  .nn-control input, .nn-control button { cursor: pointer; }
  .nn-control .widget-readout { font-variant-numeric: tabular-nums; }
  .nn-control button { font: inherit; width: 5em; height: 28px; margin-left: 4px; border-radius: 2px;
            color: var(--jp-ui-font-color1, #111); background: var(--jp-layout-color2, #eee);
            border: 1px solid #767676; }
  .nn-control input:focus-visible, .nn-control select:focus-visible,
  .nn-control button:focus-visible { outline: 3px solid var(--jp-brand-color1, #0072B2) !important;
            outline-offset: 1px; }
  /* ipywidgets' own arrow is black on a dark page, too. */
  .nn-control select { appearance: auto !important; background-image: none !important; }`;

function make(tag, parent, properties = {}) {
  const element = Object.assign(document.createElement(tag), properties);
  parent.append(element);
  return element;
}

// JupyterLab would take the arrows for "next cell", and a letter for a command. It asks the element
// that has the focus, not what is around it.
function keepKeys(element) {
  element.setAttribute("data-lm-suppress-shortcuts", "true");
}

function render({ model, el }) {
  const labels = model.get("labels"); // a Choice has them
  const key = labels ? "index" : "value";
  const isList = labels && !model.get("slider");
  const words = (x) => labels?.[x] ?? x.toFixed(model.get("decimals")).replace("-", "−");

  el.classList.add("jupyter-widgets", "widget-inline-hbox", "nn-control");
  el.classList.add(isList ? "widget-dropdown" : "widget-hslider");
  make("style", el, { textContent: STYLE });
  const label = make("label", el, { className: "widget-label", textContent: model.get("description") });
  label.style.width = model.get("label_width");
  const control = make(isList ? "select" : "input", el);
  keepKeys(control);
  label.htmlFor = control.id = `nn-control-${Math.random().toString(36).slice(2)}`;

  let readout = null;
  if (isList) {
    for (const text of labels) make("option", control, { textContent: text });
  } else {
    const [min, max, step] = labels
      ? [0, labels.length - 1, 1]
      : ["min", "max", "step"].map((name) => model.get(name));
    Object.assign(control, { type: "range", min, max, step });
    readout = make("span", el, { className: "widget-readout" });
    readout.setAttribute("aria-hidden", "true"); // the slider tells it itself
  }

  let now = null; // what is shown
  let timer = null, sentAt = 0, playing = null;

  function show(value) {
    now = value;
    if (isList) { control.selectedIndex = value; return; }
    control.value = value;
    readout.textContent = words(value);
    control.setAttribute("aria-valuetext", words(value));
  }

  function send() {
    clearTimeout(timer);
    timer = null;
    sentAt = Date.now();
    model.set(key, now);
    model.save_changes();
  }

  function moved() {
    show(isList ? control.selectedIndex : Number(control.value));
    timer ??= setTimeout(send, Math.max(0, sentAt + PAUSE - Date.now()));
  }

  // What Python has set.
  function receive() {
    if (timer !== null || model.get(key) === now) return;
    stop();
    show(model.get(key));
  }

  let stop = () => {};
  if (model.get("interval")) {
    const button = make("button", el, { type: "button" });
    keepKeys(button);
    const call = (word) => {
      button.textContent = word;
      button.setAttribute("aria-label", `${word} ${model.get("description")}`);
    };
    stop = () => {
      clearInterval(playing);
      playing = null;
      call("Play");
    };
    const forward = () => {
      control.stepUp();
      moved();
      if (now >= Number(control.max)) stop();
    };
    const play = () => {
      if (now >= Number(control.max)) { control.value = control.min; moved(); }
      else forward();
      if (now < Number(control.max)) {
        playing = setInterval(forward, model.get("interval"));
        call("Stop");
      }
    };
    button.addEventListener("click", () => (playing === null ? play() : stop()));
    stop();
  }

  control.addEventListener("input", () => { stop(); moved(); });
  model.on(`change:${key}`, receive);
  show(model.get(key));
  return () => {
    model.off(`change:${key}`, receive);
    clearInterval(playing);
    if (timer !== null) send();
  };
}

export default { render };
