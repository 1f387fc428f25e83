import type { TransactionSql } from "postgres";

interface Guard {
  table: string;
  name: string;
  definition: string;
}

/**
 * Takes away what would check or index row by row (triggers, foreign keys, exclusions, plain indexes), and returns how
 * to put it back: in the same transaction, so that nothing is lost when the load fails. Put back, each constraint
 * checks all rows.
 */
export async function liftGuards(
  tx: TransactionSql,
  tables: readonly string[],
): Promise<(say: (line: string) => void) => Promise<void>> {
  const constraints = await tx<Guard[]>`
    select conrelid::regclass::text as table, quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype in ('f', 'x') and conrelid::regclass::text in ${tx(tables)}
    order by contype desc, conname`;
  const indexes = await tx<Guard[]>`
    select indrelid::regclass::text as table, indexrelid::regclass::text as name, pg_get_indexdef(indexrelid) as definition
    from pg_index i where not indisunique and indrelid::regclass::text in ${tx(tables)}
      and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
    order by 2`;
  for (const { table, name } of constraints) await tx.unsafe(`alter table ${table} drop constraint ${name}`);
  for (const { name } of indexes) await tx.unsafe(`drop index ${name}`);
  for (const table of tables) await tx.unsafe(`alter table ${table} disable trigger user`);

  return async (say) => {
    for (const table of tables) {
      for (const { definition } of indexes.filter((index) => index.table === table))
        await tx.unsafe(definition);
      const own = constraints.filter((constraint) => constraint.table === table);
      const additions = own.map(({ name, definition }) => `add constraint ${name} ${definition}`);
      if (additions.length > 0) await tx.unsafe(`alter table ${table} ${additions.join(", ")}`);
      await tx.unsafe(`alter table ${table} enable trigger user`);
      say(`${table}: indexed and checked`);
    }
  };
}
