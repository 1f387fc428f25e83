/** The click that ends a drag is not one. */
export function swallowClick(block: HTMLElement) {
  const stop = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  block.addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => block.removeEventListener("click", stop, { capture: true }));
}
