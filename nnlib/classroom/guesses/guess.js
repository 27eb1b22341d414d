// The browser's half of a guess; asking.js stands before it.

function render({ model, el }) {
  const name = frame(el, model.get("ask"));
  const kind = model.get("kind");
  const group = kind === "choice" ? radios(el, name, model.get("options")) : make("div", el);
  let field;
  if (kind === "number") {
    field = make("input", group, { type: "text", size: 12, autocomplete: "off" });
    make("span", group, { textContent: ` ${model.get("unit")}` });
  } else if (kind === "sentence") {
    field = make("textarea", group, { rows: 2 });
  }
  field?.setAttribute("aria-labelledby", name);
  const [button, reply] = buttonAndReply(el, "My guess");
  reply.className = "short";
  const inputs = [...group.querySelectorAll("input[type=radio]")];

  function receive() {
    const said = model.get("said");
    if (field) field.value = said;
    else if (said) inputs["abcd".indexOf(said)].checked = true;
    reply.textContent = model.get("reply");
  }

  function send() {
    const chosen = inputs.findIndex((input) => input.checked);
    const said = field ? field.value.trim() : (chosen < 0 ? "" : "abcd"[chosen]);
    if (!said) {
      reply.textContent = field ? "Write your guess first." : "Choose one of them first.";
    } else if (said === model.get("said")) {
      receive(); // the same once more changes nothing, so nothing would come back
    } else {
      model.set("said", said);
      model.save_changes();
    }
  }

  button.addEventListener("click", send);
  group.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.isComposing) {
      event.preventDefault();
      send();
    }
  });
  // A reply to the old guess beside a new one would mislead.
  group.addEventListener("input", () => { reply.textContent = ""; });
  model.on("change:reply", receive);
  receive();
  return () => model.off("change:reply", receive);
}

export default { render };
