import { readFile } from 'node:fs/promises'
import { builtInMappings, importLog, mappingFrom } from '@aftersale/history'
import * as E from 'fp-ts/lib/Either.js'
import {
  type ExitCode,
  type Failure,
  failureOfFinishing,
  failureOfImport,
  withMore,
  wrongCommandLine,
} from '../exit-code.js'
import { nameOf, openTarget, stoppedWriting } from '../history-word.js'
import { keptLines } from '../kept-lines.js'
import { progressOf } from '../progress.js'
import { type Surroundings, say } from '../surroundings.js'

export interface ImportOptions {
  readonly mapping: string
  readonly to: string
  readonly rejects?: string
  readonly strict?: boolean
  readonly maxLine: number
}

/** Adds the log's events to the target; lists on the messages what was left out. */
export const importInto = async (
  log: string,
  { mapping: mappingWord, to, rejects, strict = false, maxLine }: ImportOptions,
  surroundings: Surroundings,
): Promise<ExitCode | Failure> => {
  if (log === '-') return wrongCommandLine('-: a log is not read from standard input; it must be a file')
  const mapping = await mappingOf(mappingWord)
  if (E.isLeft(mapping)) return mapping.left
  const keeping = rejects === undefined ? undefined : keptLines(rejects, { log, mapping: mappingWord, to })
  if (keeping !== undefined && E.isLeft(keeping)) return keeping.left
  const kept = keeping?.right
  const opened = await openTarget(to, surroundings)
  if (E.isLeft(opened)) return opened.left
  const { target, close, giveUp } = opened.right
  surroundings.onStop(async () => {
    await target.abandon()
    await kept?.discard()
    return stoppedWriting(to)
  })

  const { messages } = surroundings
  const progress = progressOf('rows read', surroundings)
  const imported = await importLog({
    log,
    mapping: mapping.right,
    target,
    maxLineBytes: maxLine,
    onHeader: (raw) => kept?.header(raw),
    onLeftOut: (leftOut) => {
      progress.end()
      messages.write(`${log}, line ${leftOut.line}: ${leftOut.reason}: ${leftOut.value}\n`)
      kept?.keep(leftOut)
    },
    onProgress: progress.at,
  })()
  progress.end()
  const failure = E.isLeft(imported)
    ? failureOfImport(imported.left, log, mappingWord)
    : await failureOfFinishing(target)
  if (E.isLeft(imported) || failure !== undefined) {
    await kept?.discard()
    const left = await giveUp()
    return withMore(failure as Failure, left === undefined ? undefined : `${left}; the same import goes on from there`)
  }
  await close()
  const notKept = await kept?.finish()
  if (notKept !== undefined) return notKept

  const { rows, cases, casesAre, eventsAdded, eventsThereBefore, rowsLeftOut } = imported.right
  await say(
    messages,
    `${nameOf(to)}: ${eventsAdded} events added from ${rows} lines of ${cases} ${casesAre}` +
      (eventsThereBefore === 0 ? '' : `, ${eventsThereBefore} were there before`) +
      (rowsLeftOut === 0
        ? ''
        : `; ${rowsLeftOut} lines left out${rejects === undefined ? ', listed above' : `, kept in ${rejects}`}`) +
      '\n',
  )
  return strict && rowsLeftOut > 0 ? 1 : 0
}

const mappingOf = async (word: string) => {
  const builtIn = builtInMappings.get(word)
  if (builtIn !== undefined) return E.right(builtIn)
  let text: string
  try {
    text = await readFile(word, 'utf8')
  } catch (thrown) {
    const known = [...builtInMappings.keys()].join(', ')
    const { code, message } = thrown as NodeJS.ErrnoException
    if (code === 'ENOENT')
      return E.left(wrongCommandLine(`${word}: neither a mapping file nor the name of a mapping (${known})`))
    if (code === 'EISDIR') return E.left(wrongCommandLine(`${word}: a directory, where a mapping file is needed`))
    return E.left({ message: `${word}: can't be read (${message})`, exitCode: 3 } as const)
  }
  const mapping = mappingFrom(text)
  return E.isLeft(mapping) ? E.left(wrongCommandLine(`${word}: ${mapping.left}`)) : mapping
}
