import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import postgres from "postgres";
import { backUp } from "db/backup/backup";
import { restore } from "db/backup/restore";
import { measure, type Tell } from "./measure";
import type { BenchPractice } from "./practice";

const GB = 1e9;

/**
 * A database of 1 GB out into a file and back, verified. Most of it is what most of a practice's is after some years: its
 * audit trail.
 */
export async function benchRestore({ sql, superUrl, ownerUrl }: BenchPractice, { tell }: { tell: Tell }) {
  const folder = mkdtempSync(join(tmpdir(), "tendon-restore-"));
  const size = async () =>
    (await sql<{ bytes: number }[]>`select pg_database_size(current_database())::float8 as bytes`)[0]
      ?.bytes ?? 0;
  const target = "restored";
  const superuser = postgres(Object.assign(new URL(superUrl), { pathname: "/postgres" }).href, { max: 1 });
  try {
    while ((await size()) < GB) {
      await sql`
        insert into audit_events (at, actor_id, action, noun, record_id, clinic_id, patient_id, before, after, request_id)
        select at, actor_id, action, noun, record_id, clinic_id, patient_id, before, after, request_id
        from audit_events order by id limit 200000`;
    }
    const bytes = await size();
    let from = performance.now();
    const { file } = await backUp({ ownerUrl, to: folder, now: new Date() });
    tell(measure("backup.s", (performance.now() - from) / 1000, `s for ${(bytes / GB).toFixed(2)} GB`));
    tell(measure("backup.mb", statSync(file).size / 1e6, "MB"));
    await superuser.unsafe(`create database ${target} owner tendon_owner template template1`);
    const into = Object.assign(new URL(ownerUrl), { pathname: `/${target}` }).href;
    from = performance.now();
    await restore({ from: file, ownerUrl: into, appRole: "tendon_app" });
    tell(measure("restore.s", (performance.now() - from) / 1000, `s for ${(bytes / GB).toFixed(2)} GB`));
  } finally {
    await superuser.unsafe(`drop database if exists ${target} with (force)`);
    await superuser.end();
    rmSync(folder, { recursive: true, force: true });
  }
}
