// Files can be dropped anywhere on the page; they go into the form that is there without scripts too.
const zone = document.querySelector(".drop");
const input = zone?.querySelector("input[type=file]");
const carriesFiles = (event) => [...(event.dataTransfer?.types ?? [])].includes("Files");
if (input) {
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
    if (input.files.length) input.form.requestSubmit();
  });
}
