export interface Server {
  /** Its address alone, without target_session_attrs. */
  url: string;
  host: string;
  port: number;
}

/** Which of an address's servers is right: one that takes writes, one that is no standby, or whichever answers. */
export type Wanted = "read-write" | "primary" | "any";

export interface DatabaseAddress {
  servers: [Server, ...Server[]];
  wanted: Wanted;
  user: string;
  /** Without what nobody may read. */
  shown: string;
}

/** What is wrong with an address, for whoever typed it. */
export class NoAddress extends Error {}

const wantable = new Set<string>(["read-write", "primary", "any"]);
const isWanted = (text: string): text is Wanted => wantable.has(text);

/**
 * A PostgreSQL address as libpq takes it, which may name several hosts: `postgres://user:password@one:5432,[::2]:5433/name`.
 * Whoever names several and says no more wants the one that takes writes: a standby would show what was.
 */
export function readAddress(text: string): DatabaseAddress {
  const [, scheme, credentials = "", hosts = "", path = "", query = ""] =
    /^(postgres(?:ql)?:\/\/)((?:[^/?#]*@)?)([^/?#@]*)(\/[^?#]*)?(\?[^#]*)?$/i.exec(text) ?? [];
  if (scheme === undefined) throw new NoAddress("is no PostgreSQL address");
  const said = new URLSearchParams(query);
  const names = hosts.split(",");
  const wanted = said.get("target_session_attrs") ?? (names.length > 1 ? "read-write" : "any");
  said.delete("target_session_attrs");
  if (!isWanted(wanted))
    throw new NoAddress("may have read-write, primary or any as its target_session_attrs");
  const rest = `${path}${said.size > 0 ? `?${said.toString()}` : ""}`;
  const [first, ...others] = names.map((name) => serverOf(`${scheme}${credentials}${name}${rest}`, name));
  if (!first) throw new NoAddress("names no host");
  const { username } = new URL(first.url);
  return {
    servers: [first, ...others],
    wanted,
    user: decodeURIComponent(username),
    shown: `${hosts}${path}`,
  };
}

function serverOf(url: string, name: string): Server {
  const [, bare, port = "5432"] = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(name) ?? [];
  if (bare === undefined || !URL.canParse(url) || Number(port) < 1)
    throw new NoAddress(name === "" ? "names no host" : `has a host that cannot be read: ${name}`);
  return { url, host: bare.replace(/^\[|\]$/g, ""), port: Number(port) };
}
