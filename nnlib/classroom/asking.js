// What questions and guesses share in the browser: the browser's own controls, which a keyboard and
// a screen reader can use, a button, and a reply that is read out when it comes.

const STYLE = `
  .nn-asking { max-width: 46em; line-height: 1.45; font-size: var(--jp-content-font-size1, 14px);
            font-family: var(--jp-content-font-family, sans-serif); color: var(--jp-ui-font-color1, #111); }
  .nn-asking p { margin: 0 0 0.6em; }
  .nn-asking pre { margin: 0 0 0.6em 1.5em; overflow-x: auto; }
  .nn-asking img { display: block; margin-bottom: 0.6em; }
  .nn-asking label { display: flex; gap: 0.5em; align-items: baseline; padding: 3px 0; cursor: pointer; }
  .nn-asking input { accent-color: var(--jp-brand-color1, #0072B2); cursor: pointer; }
  .nn-asking input[type=text], .nn-asking textarea { font: inherit; color: inherit; cursor: text; padding: 0.2em 0.4em;
            background: var(--jp-layout-color0, #fff); border: 1px solid #767676; border-radius: 2px; }
  .nn-asking textarea { display: block; box-sizing: border-box; width: 100%; resize: vertical; }
  .nn-asking button { font: inherit; margin: 0.4em 0; padding: 0.2em 1em; border-radius: 2px; cursor: pointer;
            color: inherit; background: var(--jp-layout-color2, #eee); border: 1px solid #767676; }
  .nn-asking [role=status] { min-height: 3em; padding-left: 0.8em; border-left: 4px solid transparent; }
  .nn-asking [role=status].right { border-left: 4px solid #009E73; }
  .nn-asking [role=status].wrong { border-left: 4px double #D55E00; }
  .nn-asking [role=status].short { min-height: 1.5em; }
  .nn-asking :is(input, button, textarea):focus-visible {
            outline: 3px solid var(--jp-brand-color1, #0072B2); outline-offset: 1px; }`;

function make(tag, parent, properties = {}) {
  const element = Object.assign(document.createElement(tag), properties);
  parent.append(element);
  return element;
}

// The frame of what is asked, and the id of the element that asks it, as a name for its controls.
function frame(el, html) {
  const name = `nn-asking-${Math.random().toString(36).slice(2)}`;
  el.classList.add("jupyter-widgets", "nn-asking");
  make("style", el, { textContent: STYLE });
  make("div", el, { innerHTML: html, id: name });
  return name;
}

function radios(el, name, options) {
  const group = make("div", el);
  group.setAttribute("role", "radiogroup");
  group.setAttribute("aria-labelledby", name);
  options.forEach((html, value) => {
    const label = make("label", group);
    make("input", label, { type: "radio", name, value });
    make("span", label, { innerHTML: html });
  });
  return group;
}

// A button, and a place for what is said to an answer.
function buttonAndReply(el, words) {
  const button = make("button", el, { type: "button", textContent: words });
  const reply = make("div", el);
  reply.setAttribute("role", "status");
  // JupyterLab would take the arrows for "next cell", and a letter for a command.
  for (const element of el.querySelectorAll("input, textarea, button")) {
    element.setAttribute("data-lm-suppress-shortcuts", "true");
  }
  return [button, reply];
}
