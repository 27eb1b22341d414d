// The browser's half of a question; asking.js stands before it.

function render({ model, el }) {
  const name = frame(el, model.get("ask"));
  const group = radios(el, name, model.get("options"));
  const [button, reply] = buttonAndReply(el, "Answer");
  const inputs = [...group.querySelectorAll("input")];

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
    } else if (chosen === model.get("chosen")) {
      receive(); // the same once more changes nothing, so nothing would come back
    } else {
      model.set("chosen", chosen);
      model.save_changes();
    }
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
