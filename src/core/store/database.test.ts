import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { ExpectedError } from '../../contract/errors.ts'
import { openForWriting, openReadOnly, removeUnfinished, versionOf } from './database.ts'
import { migrations } from './migrations/index.ts'
import { initial } from './migrations/0010-initial.ts'
import type { Migration } from './migrations/migration.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'segmento-store-'))
  file = join(folder, 'deep', 'segmento.sqlite')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const current = migrations.at(-1)!.version
const add = (version: number, up: string): Migration => ({ version, name: `v${version}`, up })
const older = [add(10, "CREATE TABLE note (text TEXT NOT NULL) STRICT; INSERT INTO note VALUES ('kept');")]
const newer = [...older, add(20, "ALTER TABLE note ADD COLUMN colour TEXT NOT NULL DEFAULT 'red'")]

function failureOf(action: () => unknown): ExpectedError {
  try {
    action()
  } catch (error) {
    if (error instanceof ExpectedError) return error
    throw error
  }
  throw new Error('nothing was refused')
}
const bytes = () => readFileSync(file).toString('base64')

describe('a new store', () => {
  it('has the current format and can be opened again', () => {
    openForWriting(file).close()
    const again = openForWriting(file)
    expect(versionOf(again)).toBe(current)
    expect(again.pragma('journal_mode', { simple: true })).toBe('wal')
    expect(again.pragma('synchronous', { simple: true })).toBe(2)
    expect(again.pragma('foreign_keys', { simple: true })).toBe(1)
    expect(again.pragma('integrity_check', { simple: true })).toBe('ok')
    again.close()
    expect(readdirSync(join(folder, 'deep'))).toEqual(['segmento.sqlite'])
  })

  it('takes the place of an empty file, and of one whose first start broke off', () => {
    mkdirSync(join(folder, 'deep'))
    writeFileSync(file, '')
    openForWriting(file).close()
    rmSync(file)
    const begun = new Database(file)
    begun.pragma('journal_mode = WAL')
    begun.close()
    expect(bytes()).not.toBe('')
    const database = openForWriting(file)
    expect(versionOf(database)).toBe(current)
    expect(database.pragma('auto_vacuum', { simple: true })).toBe(2)
    expect(database.pragma('page_size', { simple: true })).toBe(16_384)
    database.close()
    openForWriting(file).close()
  })

  it('cannot be written through the reading connection', () => {
    openForWriting(file).close()
    const reader = openReadOnly(file)
    expect(() => reader.exec("INSERT INTO settings VALUES ('a', '1')")).toThrow('readonly')
    reader.close()
  })

  it('every table is strict, and what belongs to a project goes with it', () => {
    const database = openForWriting(file)
    const tables = database
      .prepare("SELECT name, strict FROM pragma_table_list WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")
      .all() as { name: string; strict: number }[]
    expect(tables.length).toBeGreaterThan(5)
    expect(tables.filter(({ strict }) => strict === 0)).toEqual([])
    database.exec(`
      INSERT INTO projects (id, name, created_at, updated_at, maker) VALUES ('p', 'P', '', '', '{}');
      INSERT INTO layers (id, project_id, sequence, file_name, size_bytes, kind, imported_at) VALUES ('l', 'p', 1, '', 0, 'orders', '');
      INSERT INTO layer_chunks VALUES ('l', 1, x'00');
      INSERT INTO layer_parts VALUES ('l', 'n', x'00');
      INSERT INTO chunk_order_ids VALUES ('l', 1, x'00');
      INSERT INTO rejected_rows VALUES ('l', 1, 1, 1, '', '', '', '');
      INSERT INTO runs (id, project_id, sequence, created_at, revision, k, summary, clustering) VALUES ('r', 'p', 1, '', 0, 3, '', '');
      INSERT INTO run_parts VALUES ('r', 'n', x'00');
      INSERT INTO labels (project_id, target, key) VALUES ('p', 'segment', 'Loyal');
      DELETE FROM projects;
    `)
    for (const { name } of tables) expect(database.prepare(`SELECT count(*) FROM ${name}`).pluck().get(), name).toBe(0)
    database.close()
  })
})

describe('a store on a full disk', () => {
  it('is opened with what is there, and rid of unfinished imports once there is room', () => {
    const database = openForWriting(file)
    database.exec(`INSERT INTO projects (id, name, created_at, updated_at, maker) VALUES ('p', 'Shop', 'x', 'x', '{}');
      INSERT INTO layers (id, project_id, sequence, is_complete, file_name, size_bytes, kind, imported_at)
        VALUES ('seen', 'p', 1, 1, 'a.csv', 9, 'orders', 'x'), ('unseen', 'p', 2, 0, 'b.csv', 9, 'orders', 'x');
      CREATE TEMP TRIGGER growing AFTER DELETE ON layers BEGIN
        INSERT INTO settings VALUES ('large', hex(zeroblob(1000000)));
      END`)
    const layers = () => database.prepare('SELECT id FROM layers ORDER BY id').pluck().all()
    database.pragma(`max_page_count = ${database.pragma('page_count', { simple: true }) as number}`)
    removeUnfinished(database)
    expect(layers()).toEqual(['seen', 'unseen'])
    database.pragma('max_page_count = 1000000')
    removeUnfinished(database)
    expect(layers()).toEqual(['seen'])
    database.close()
  })
})

describe('a store of an older version', () => {
  it('is migrated, after a whole copy of it was put aside', () => {
    openForWriting(file, older).close()
    const database = openForWriting(file, newer)
    expect(versionOf(database)).toBe(20)
    expect(database.prepare('SELECT * FROM note').all()).toEqual([{ text: 'kept', colour: 'red' }])
    database.close()
    const backups = join(folder, 'deep', 'backups')
    expect(readdirSync(backups)).toEqual(['segmento.sqlite.v10.1'])
    const copy = new Database(join(backups, 'segmento.sqlite.v10.1'), { readonly: true })
    expect(versionOf(copy)).toBe(10)
    expect(copy.prepare('SELECT * FROM note').all()).toEqual([{ text: 'kept' }])
    copy.close()
    openForWriting(file, newer).close()
    expect(readdirSync(backups), 'nothing pending, nothing to put aside').toHaveLength(1)
  })

  it('without order ids keeps its chunks, and gets a place for the ids of new ones', () => {
    const old = openForWriting(file, [initial])
    old.exec(`
      INSERT INTO projects (id, name, created_at, updated_at, maker) VALUES ('p', 'P', '', '', '{}');
      INSERT INTO layers (id, project_id, sequence, file_name, size_bytes, kind, imported_at) VALUES ('l', 'p', 1, '', 0, 'orders', '');
      INSERT INTO layer_chunks VALUES ('l', 0, x'07');
    `)
    old.close()
    const database = openForWriting(file)
    expect(database.prepare('SELECT hex(data) FROM layer_chunks').pluck().all()).toEqual(['07'])
    expect(database.prepare('SELECT count(*) FROM chunk_order_ids').pluck().get()).toBe(0)
    database.close()
  })

  it('without mappings gets an empty table for them, which goes with its project', () => {
    const old = openForWriting(file, [initial])
    old.exec("INSERT INTO projects (id, name, created_at, updated_at, maker) VALUES ('p', 'P', '', '', '{}')")
    old.close()
    const database = openForWriting(file)
    const count = database.prepare('SELECT count(*) FROM mappings').pluck()
    expect(count.get()).toBe(0)
    database.exec("INSERT INTO mappings VALUES ('p', 'f', '[]', 'a.csv', '', '{}', '{}')")
    database.exec("DELETE FROM projects WHERE id = 'p'")
    expect(count.get()).toBe(0)
    database.close()
  })

  it('stays as it was where one of several steps fails', () => {
    openForWriting(file, older).close()
    expect(() => openForWriting(file, [...newer, add(30, 'CREATE TABLE note (twice TEXT)')])).toThrow('already exists')
    const database = openForWriting(file, older)
    expect(versionOf(database)).toBe(10)
    expect(database.prepare('SELECT * FROM note').all()).toEqual([{ text: 'kept' }])
    database.close()
  })

  it('keeps the five latest copies', () => {
    for (let n = 0; n < 7; n++) {
      openForWriting(file, older).close()
      openForWriting(file, newer).close()
      rmSync(file)
    }
    expect(readdirSync(join(folder, 'deep', 'backups')).toSorted()).toEqual(
      [1, 2, 3, 4, 5].map((n) => `segmento.sqlite.v10.${n}`),
    )
  })

  it('a copy of it can be opened in its place', () => {
    openForWriting(file, older).close()
    openForWriting(file, newer).close()
    const copy = join(folder, 'deep', 'backups', 'segmento.sqlite.v10.1')
    const database = openForWriting(copy, older)
    expect(database.prepare('SELECT text FROM note').pluck().get()).toBe('kept')
    database.close()
  })
})

describe('what is refused', () => {
  it('a store of a newer version, which stays as it is', () => {
    openForWriting(file, newer).close()
    const before = bytes()
    const { code, params } = failureOf(() => openForWriting(file, older))
    expect([code, params]).toEqual(['store.newer', { file, version: 20, supported: 10 }])
    expect(bytes()).toBe(before)
    expect(readdirSync(join(folder, 'deep'))).toEqual(['segmento.sqlite'])
  })

  it('the database of another program, which stays as it is', () => {
    mkdirSync(join(folder, 'deep'))
    const other = new Database(file)
    other.exec('CREATE TABLE theirs (x)')
    other.close()
    const before = bytes()
    expect(failureOf(() => openForWriting(file)).code).toBe('store.corrupt')
    expect(bytes()).toBe(before)
  })

  it('what is no database, which stays as it is', () => {
    mkdirSync(join(folder, 'deep'))
    writeFileSync(file, 'customer_id,amount\n'.repeat(100))
    const before = bytes()
    expect(failureOf(() => openForWriting(file)).code).toBe('store.corrupt')
    expect(bytes()).toBe(before)
  })

  it('a store that was cut short', () => {
    openForWriting(file).close()
    truncateSync(file, 20_000)
    expect(
      failureOf(() => openForWriting(file, [...migrations, add(current + 10, 'CREATE TABLE more (x TEXT)')])).code,
    ).toBe('store.corrupt')
  })
})
