import { once } from "node:events";
import type { AddressInfo, Socket } from "node:net";
import { SMTPServer } from "smtp-server";

export interface Received {
  from: string;
  to: string[];
  text: string;
}

type Answer = "take" | "refuse for good" | "refuse for now" | "hang up";

/** A mail server on loopback. What it does with a recipient is said by `answers`; everything else it takes. */
export async function anSmtpServer() {
  const received: Received[] = [];
  const answers: Record<string, Answer> = {};
  const fault = (code: number) => Object.assign(new Error("no"), { responseCode: code });
  const make = () =>
    new SMTPServer({
      disabledCommands: ["AUTH", "STARTTLS"],
      closeTimeout: 100,
      onRcptTo({ address }, _, done) {
        const answer = answers[address];
        done(
          answer === "refuse for good" ? fault(550) : answer === "refuse for now" ? fault(451) : undefined,
        );
      },
      onData(stream, session, done) {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const to = session.envelope.rcptTo.map(({ address }) => address);
          const { mailFrom } = session.envelope;
          received.push({
            from: mailFrom ? mailFrom.address : "",
            to,
            text: decoded(Buffer.concat(chunks).toString("latin1")),
          });
          // It has the mail, and the line goes dead before it says so.
          if (to.some((address) => answers[address] === "hang up"))
            for (const socket of sockets) socket.destroy();
          else done();
        });
      },
    });
  const sockets = new Set<Socket>();
  const listen = async (on: number) => {
    const made = make();
    made.server.on("connection", (socket: Socket) => {
      sockets.add(socket);
      socket.on("close", () => sockets.delete(socket));
    });
    made.listen(on, "127.0.0.1");
    await once(made.server, "listening");
    return made;
  };
  let server = await listen(0);
  const { port } = server.server.address() as AddressInfo;
  const stop = () => new Promise<void>((resolve) => server.close(resolve));
  return {
    url: `smtp://127.0.0.1:${String(port)}`,
    received,
    answers,
    stop,
    async start() {
      server = await listen(port);
    },
  };
}

/** Quoted-printable, as nodemailer writes long lines and accents. */
const decoded = (raw: string) =>
  Buffer.from(
    raw
      .replaceAll("=\r\n", "")
      .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
    "latin1",
  ).toString("utf8");
