import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { HistoryFault } from '../history-fault.js'
import type { HistoryTarget } from '../history-target.js'
import type { MappingFault } from './columns.js'
import type { Import, ImportFault, ImportSummary } from './import.js'
import type { LeftOut } from './source-value.js'
import { type RowsTaken, wholeLog } from './whole-log.js'

/** The cases of a log in the order in which they are to be carried out, and where their events go. */
export interface CasesImport<Mapping, Case> {
  readonly cases: ReadonlyArray<Case>
  readonly mapping: Mapping
  readonly target: HistoryTarget
  readonly leaveOut: (leftOut: LeftOut) => void
  /** Told from time to time how many rows became events. */
  readonly onProgress?: (rows: number) => void
}

export type CasesImported = Pick<ImportSummary, 'eventsAdded' | 'eventsThereBefore'>

interface CasesOfLog<Mapping, Gathering, Case> {
  readonly casesAre: ImportSummary['casesAre']
  readonly gatheringBy: (
    mapping: Mapping,
    header: ReadonlyArray<string>,
    leaveOut: (leftOut: LeftOut) => void,
  ) => E.Either<MappingFault, Gathering>
  readonly casesOf: (gathered: Gathering) => ReadonlyArray<Case>
  readonly importCases: (asked: CasesImport<Mapping, Case>) => TaskEither<HistoryFault, CasesImported>
}

/** Reads the whole log before it takes the first case: a case's rows may stand anywhere, and order is by time. */
export const importWholeLog =
  <Mapping extends Import['mapping'], Gathering extends RowsTaken, Case>({
    casesAre,
    gatheringBy,
    casesOf,
    importCases,
  }: CasesOfLog<Mapping, Gathering, Case>) =>
  (asked: Import & { readonly mapping: Mapping }): TaskEither<ImportFault, ImportSummary> =>
  async () => {
    const { mapping, target, onLeftOut, onProgress } = asked
    const linesLeftOut = new Set<number>()
    const leaveOut = (leftOut: LeftOut): void => {
      linesLeftOut.add(leftOut.line)
      onLeftOut?.(leftOut)
    }
    const read = await wholeLog(asked, (header) => gatheringBy(mapping, header, leaveOut))
    if (E.isLeft(read)) return read
    const { gathered, rows } = read.right
    const cases = casesOf(gathered)
    const progress = onProgress === undefined ? {} : { onProgress }
    const imported = await importCases({ cases, mapping, target, leaveOut, ...progress })()
    if (E.isLeft(imported)) return imported
    return E.right({ ...imported.right, rows, cases: cases.length, casesAre, rowsLeftOut: linesLeftOut.size })
  }
