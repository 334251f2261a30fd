import Libsql from 'libsql'

/**
 * What the relay keeps, in a SQLite file of its own: how far it has come, and the dead letters. A dead letter tells where
 * its event stands and holds nothing of it. An answer is given when the disk has it.
 */
export const openRelayFile = (path) => {
  const database = new Libsql(path)
  database.exec('PRAGMA journal_mode = WAL')
  database.exec('PRAGMA synchronous = FULL')
  database.exec('CREATE TABLE IF NOT EXISTS checkpoint (one INTEGER PRIMARY KEY CHECK (one = 1), json TEXT NOT NULL)')
  database.exec(
    `CREATE TABLE IF NOT EXISTS dead_letter (
      webhook_id TEXT PRIMARY KEY, stream TEXT NOT NULL, revision INTEGER NOT NULL, type TEXT NOT NULL, why TEXT NOT NULL
    )`,
  )
  const letter = `SELECT webhook_id AS webhookId, stream, revision, type, why FROM dead_letter`

  return {
    checkpoint: () => {
      const [kept] = database.prepare('SELECT json FROM checkpoint').all()
      return kept === undefined ? undefined : JSON.parse(kept.json)
    },
    saveCheckpoint: (checkpoint) =>
      database
        .prepare('INSERT INTO checkpoint VALUES (1, ?) ON CONFLICT DO UPDATE SET json = excluded.json')
        .run(JSON.stringify(checkpoint)),
    // After a crash an event may be parked again: it is the same letter.
    park: (webhookId, { stream, revision, type }, why) =>
      database
        .prepare('INSERT INTO dead_letter VALUES (?, ?, ?, ?, ?) ON CONFLICT DO UPDATE SET why = excluded.why')
        .run(webhookId, stream, revision, type, why),
    deadLetters: () => database.prepare(`${letter} ORDER BY stream, revision`).all(),
    deadLetter: (webhookId) => database.prepare(`${letter} WHERE webhook_id = ?`).all(webhookId)[0],
    forget: (webhookId) => database.prepare('DELETE FROM dead_letter WHERE webhook_id = ?').run(webhookId),
    close: () => database.close(),
  }
}
