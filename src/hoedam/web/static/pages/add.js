// Files can be dropped anywhere on the page; they go into the form that is there without scripts too.
const zone = document.querySelector(".drop");
const input = zone?.querySelector("input[type=file]");
const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
if (input) {
  const { form } = input;
  const check = () => { // before anything is sent: a server that refuses an upload half-way cannot say why
    const size = [...input.files].reduce((sum, file) => sum + file.size, 0);
    input.setCustomValidity(size > Number(form.dataset.largest) ? form.dataset.tooLarge : "");
  };
  input.addEventListener("change", check);
  document.addEventListener("dragover", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zone.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone.classList.remove("over");
  });
  document.addEventListener("drop", (event) => {
    if (!carriesFiles(event)) return;
    event.preventDefault();
    zone.classList.remove("over");
    input.files = event.dataTransfer.files;
    check();
    if (input.files.length && form.reportValidity()) form.requestSubmit();
  });
}
