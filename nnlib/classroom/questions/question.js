// The browser's half of a question: the browser's own radio buttons, which a keyboard and a screen
// reader can use, and a reply that is read out when it comes.

const STYLE = `
  .nn-question { max-width: 46em; line-height: 1.45; font-size: var(--jp-content-font-size1, 14px);
            font-family: var(--jp-content-font-family, sans-serif); color: var(--jp-ui-font-color1, #111); }
  .nn-question p { margin: 0 0 0.6em; }
  .nn-question pre { margin: 0 0 0.6em 1.5em; overflow-x: auto; }
  .nn-question img { display: block; margin-bottom: 0.6em; }
  .nn-question label { display: flex; gap: 0.5em; align-items: baseline; padding: 3px 0; cursor: pointer; }
  .nn-question input { accent-color: var(--jp-brand-color1, #0072B2); cursor: pointer; }
  .nn-question button { font: inherit; margin: 0.4em 0; padding: 0.2em 1em; border-radius: 2px; cursor: pointer;
            color: inherit; background: var(--jp-layout-color2, #eee); border: 1px solid #767676; }
  .nn-question [role=status] { min-height: 3em; padding-left: 0.8em; border-left: 4px solid transparent; }
  .nn-question [role=status].right { border-left: 4px solid #009E73; }
  .nn-question [role=status].wrong { border-left: 4px double #D55E00; }
  .nn-question input:focus-visible, .nn-question button:focus-visible {
            outline: 3px solid var(--jp-brand-color1, #0072B2); outline-offset: 1px; }`;

function make(tag, parent, properties = {}) {
  const element = Object.assign(document.createElement(tag), properties);
  parent.append(element);
  return element;
}

function render({ model, el }) {
  const name = `nn-question-${Math.random().toString(36).slice(2)}`;
  el.classList.add("jupyter-widgets", "nn-question");
  make("style", el, { textContent: STYLE });
  make("div", el, { innerHTML: model.get("ask"), id: name });
  const group = make("div", el);
  group.setAttribute("role", "radiogroup");
  group.setAttribute("aria-labelledby", name);
  const inputs = model.get("options").map((html, place) => {
    const label = make("label", group);
    const input = make("input", label, { type: "radio", name, value: place });
    make("span", label, { innerHTML: html });
    return input;
  });
  const button = make("button", el, { type: "button", textContent: "Answer" });
  const reply = make("div", el);
  reply.setAttribute("role", "status");
  // JupyterLab would take the arrows for "next cell", and a letter for a command.
  for (const element of [...inputs, button]) {
    element.setAttribute("data-lm-suppress-shortcuts", "true");
  }

  function receive() {
    const chosen = model.get("chosen");
    if (chosen >= 0) inputs[chosen].checked = true;
    reply.innerHTML = model.get("reply");
    reply.className = model.get("reply") ? (model.get("right") ? "right" : "wrong") : "";
  }

  function answer() {
    const chosen = inputs.findIndex((input) => input.checked);
    if (chosen < 0) {
      reply.textContent = "Choose one of them first.";
      return;
    }
    model.set("chosen", chosen);
    model.save_changes();
  }

  button.addEventListener("click", answer);
  group.addEventListener("keydown", (event) => { if (event.key === "Enter") answer(); });
  // A reply to the old choice beside a new one would mislead.
  group.addEventListener("change", () => { reply.textContent = ""; reply.className = ""; });
  // The reply is sent together with whether it is right: it comes last.
  model.on("change:reply", receive);
  receive();
  return () => model.off("change:reply", receive);
}

export default { render };
