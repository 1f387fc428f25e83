import { createServer } from "node:net";

/**
 * @param {number} port 0 for any
 * @param {string} host
 * @returns {Promise<{ port: number } | { problem: string }>}
 */
function tryListening(port, host) {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", (error) => resolve({ problem: String(Reflect.get(error, "code")) }));
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address();
      server.close(() => resolve({ port: address && typeof address === "object" ? address.port : port }));
    });
  });
}

/** Why nobody can listen there now (EADDRINUSE, EACCES, …), or null. @param {number} port @param {string} host */
export async function portProblem(port, host = "127.0.0.1") {
  const tried = await tryListening(port, host);
  return "problem" in tried ? tried.problem : null;
}

/** @returns {Promise<number>} */
export async function freePort(host = "127.0.0.1") {
  const tried = await tryListening(0, host);
  if ("problem" in tried) throw new Error(`no free port on ${host}: ${tried.problem}`);
  return tried.port;
}
