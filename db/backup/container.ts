import { createCipheriv, createDecipheriv, randomBytes, scryptSync } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { chmod, open, rename, rm, stat } from "node:fs/promises";
import { Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip, createGzip } from "node:zlib";

/**
 * A backup's file: a word that says what it is, then records of a kind, a length and bytes, compressed, and sealed by a key
 * where there is one. Its last record is the manifest; a file without it was cut off.
 */
export type RecordKind = "head" | "table" | "data" | "end" | "manifest";
export interface BackupRecord {
  kind: RecordKind;
  bytes: Buffer;
}

export class BackupFault extends Error {
  override name = "BackupFault";
}

const plain = Buffer.from("TENDON-BACKUP-1P");
const sealed = Buffer.from("TENDON-BACKUP-2E");
/** As backups were sealed until November 2026, with a key that costs less to guess. */
const sealedBefore = Buffer.from("TENDON-BACKUP-1E");
const [saltBytes, ivBytes, tagBytes] = [16, 12, 16];
const kinds: RecordKind[] = ["head", "table", "data", "end", "manifest"];
const keyFrom = (secret: string, salt: Buffer, cost: number) =>
  scryptSync(secret, salt, 32, { cost, maxmem: 2 * 128 * 8 * cost });
const [cost, costBefore] = [2 ** 17, 2 ** 14];

async function* framed(records: AsyncIterable<BackupRecord>) {
  for await (const { kind, bytes } of records) {
    const frame = Buffer.alloc(5);
    frame[0] = kinds.indexOf(kind);
    frame.writeUInt32BE(bytes.length, 1);
    yield frame;
    yield bytes;
  }
}

/** Whole under its name, readable by its owner alone, or not there. */
export async function writeContainer(file: string, records: AsyncIterable<BackupRecord>, secret?: string) {
  const unfinished = `${file}.unfinished`;
  try {
    const out = createWriteStream(unfinished, { mode: 0o600, flags: "w", flush: true });
    const source = Readable.from(framed(records), { objectMode: false });
    // Half of the time of the usual level, for a tenth more bytes.
    const zip = createGzip({ level: 1 });
    if (secret) {
      const [salt, iv] = [randomBytes(saltBytes), randomBytes(ivBytes)];
      const cipher = createCipheriv("aes-256-gcm", keyFrom(secret, salt, cost), iv);
      const seal = new Transform({
        transform: (chunk: Buffer, _, done) => done(null, cipher.update(chunk)),
        flush(done) {
          this.push(cipher.final());
          done(null, cipher.getAuthTag());
        },
      });
      out.write(Buffer.concat([sealed, salt, iv]));
      await pipeline(source, zip, seal, out);
    } else {
      out.write(plain);
      await pipeline(source, zip, out);
    }
    await chmod(unfinished, 0o600);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function opened(file: string, secret?: string): Promise<Readable> {
  const { size } = await stat(file);
  const handle = await open(file);
  const at = async (length: number, position: number) => {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  };
  try {
    const word = await at(plain.length, 0);
    if (word.equals(plain)) return createReadStream(file, { start: plain.length }).pipe(createGunzip());
    const isOlder = word.equals(sealedBefore);
    if (!isOlder && !word.equals(sealed)) throw new BackupFault(`${file} is no backup of Tendon's.`);
    if (!secret) throw new BackupFault(`${file} is sealed: give its key in BACKUP_KEY.`);
    const begins = sealed.length + saltBytes + ivBytes;
    if (size < begins + tagBytes) throw new BackupFault(`${file} was cut off.`);
    const salt = await at(saltBytes, sealed.length);
    const decipher = createDecipheriv(
      "aes-256-gcm",
      keyFrom(secret, salt, isOlder ? costBefore : cost),
      await at(ivBytes, sealed.length + saltBytes),
    );
    decipher.setAuthTag(await at(tagBytes, size - tagBytes));
    const bytes = createReadStream(file, { start: begins, end: size - tagBytes - 1 });
    const unzip = createGunzip();
    pipeline(bytes, decipher, unzip).catch((error: unknown) => unzip.destroy(error as Error));
    return unzip;
  } finally {
    await handle.close();
  }
}

/** Whoever reads must not believe a word of it before the manifest has come: only then is it known to be whole. */
export async function* readContainer(file: string, secret?: string): AsyncGenerator<BackupRecord> {
  let held: Buffer = Buffer.alloc(0);
  let isWhole = false;
  try {
    for await (const chunk of await opened(file, secret)) {
      held = held.length === 0 ? (chunk as Buffer) : Buffer.concat([held, chunk as Buffer]);
      while (held.length >= 5) {
        const ends = 5 + held.readUInt32BE(1);
        if (held.length < ends) break;
        const kind = kinds[held[0] ?? -1];
        if (!kind) throw new BackupFault(`${file} is damaged.`);
        isWhole = kind === "manifest";
        yield { kind, bytes: held.subarray(5, ends) };
        held = held.subarray(ends);
      }
    }
  } catch (error) {
    if (error instanceof BackupFault || !isOfStream(error)) throw error;
    throw new BackupFault(`${file} is damaged, was cut off, or has another key.`);
  }
  if (!isWhole || held.length > 0) throw new BackupFault(`${file} was cut off.`);
}

const isOfStream = (error: unknown) =>
  error instanceof Error &&
  /unexpected end of file|incorrect|invalid|unable to authenticate/i.test(error.message);
