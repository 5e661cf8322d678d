const OLDEST = [20, 19];

/** Ends the process with a clear message when Node is older than package.json's `engines` allows. */
export function requireNode() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  if (major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1])) return;
  console.error(
    `Node ${process.versions.node} is too old: Muster needs ${OLDEST.join('.')} or newer (https://nodejs.org).`,
  );
  process.exit(1);
}
