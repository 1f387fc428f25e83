/** The click that ends a drag is not one: neither on the block nor on what lies under it. */
export function swallowClick(grid: HTMLElement) {
  const stop = (event: Event) => {
    event.preventDefault();
    event.stopPropagation();
  };
  grid.addEventListener("click", stop, { capture: true, once: true });
  setTimeout(() => grid.removeEventListener("click", stop, { capture: true }));
}
