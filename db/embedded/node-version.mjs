// Written in the oldest syntax a module may have: an old Node must get as far as the sentence.
const wanted = [20, 19];

/** Ends the process with a plain sentence where this Node cannot run Tendon. */
export function requireNode() {
  const parts = process.versions.node.split(".").map(Number);
  if (parts[0] > wanted[0] || (parts[0] === wanted[0] && parts[1] >= wanted[1])) return;
  console.error(
    "Tendon needs Node " +
      wanted.join(".") +
      " or newer; this is Node " +
      process.versions.node +
      ".\n" +
      "Install a newer one (for example the LTS release from nodejs.org) and try again.",
  );
  process.exit(1);
}
