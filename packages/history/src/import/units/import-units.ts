import type { HandlingFailure } from '@aftersale/command-handling'
import {
  type AssetCommand,
  assetAggregate,
  assetIdOf,
  RecordService,
  RegisterAsset,
  RetireAsset,
  startOfDay,
} from '@aftersale/domain'
import type { Actor, NonEmptyText } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type { TaskEither } from 'fp-ts/lib/TaskEither.js'
import type { HistoryEvent } from '../../history-event.js'
import type { HistoryFault } from '../../history-fault.js'
import type { HistoryTarget } from '../../history-target.js'
import { commandFrom } from '../command-from.js'
import type { CasesImport, CasesImported } from '../import-whole-log.js'
import { idFrom, type LeftOut, NotTaken } from '../source-value.js'
import { streamDesk } from '../stream-desk.js'
import type { UnitsMapping } from './units-mapping.js'
import type { UnitRow, WatchedUnit } from './units-of-rows.js'

const importer: Actor = { kind: 'system', id: 'import' as NonEmptyText }

const registerAsset = commandFrom(RegisterAsset)
const recordService = commandFrom(RecordService)
const retireAsset = commandFrom(RetireAsset)

/** Carries the units out one after another, each command through the asset's own rules. */
export const importUnits =
  (asked: CasesImport<UnitsMapping, WatchedUnit>): TaskEither<HistoryFault, CasesImported> =>
  async () => {
    const { cases: units, mapping, target, leaveOut, onProgress } = asked
    let [eventsAdded, eventsThereBefore, rows] = [0, 0, 0]
    for (const unit of units) {
      const imported = await importUnit(unit, mapping, target, leaveOut)
      if (E.isLeft(imported)) return imported
      const { added, before } = imported.right
      const written = added.length === 0 ? E.right(undefined) : await target.write(added)()
      if (E.isLeft(written)) return written
      eventsAdded += added.length
      eventsThereBefore += before
      rows += unit.rows.length
      onProgress?.(rows)
    }
    return E.right({ eventsAdded, eventsThereBefore })
  }

const importUnit = async (
  { serial, rows }: WatchedUnit,
  mapping: UnitsMapping,
  target: HistoryTarget,
  leaveOut: (leftOut: LeftOut) => void,
): Promise<E.Either<HistoryFault, { readonly added: ReadonlyArray<HistoryEvent>; readonly before: number }>> => {
  const { sku, dayZero } = mapping
  const assetId = assetIdOf({ sku, serial: serial as NonEmptyText })
  const opened = await streamDesk(assetAggregate, assetId, target)
  if (E.isLeft(opened)) return opened
  const desk = opened.right
  const added: Array<HistoryEvent> = []
  const carryOut = async (step: string, row: UnitRow, at: UnitRow['at'], command: AssetCommand): Promise<void> => {
    const commandId = idFrom(mapping, ['command', step, serial, row.ordinal]) as NonEmptyText
    const done = await desk.carryOut({ command, commandId, actor: importer, at })
    if (E.isLeft(done)) throw notTaken(command.type, done.left)
    added.push(...done.right)
  }

  const registeredAt = startOfDay(dayZero.on, dayZero.zone)
  for (const row of rows) {
    try {
      if (desk.revision() === -1) {
        const command = registerAsset({ assetId, sku, serial, owner: {}, registeredAt })
        await carryOut('register', row, registeredAt, command)
      }
      await carryOut(row.what, row, row.at, commandOf(assetId, serial, row, mapping))
    } catch (thrown) {
      if (!(thrown instanceof NotTaken)) throw thrown
      const { reason, value } = thrown
      leaveOut({ ...row.row, reason, value })
    }
  }
  return E.right({ added, before: desk.before })
}

const commandOf = (
  assetId: string,
  serial: string,
  { what, ordinal, at }: UnitRow,
  mapping: UnitsMapping,
): AssetCommand =>
  what === 'ended'
    ? retireAsset({ assetId, because: 'observation-ended', retiredAt: at })
    : recordService({
        assetId,
        serviceId: idFrom(mapping, ['repair', serial, ordinal]),
        kind: 'repair',
        ...(mapping.failureMode === undefined ? {} : { failureMode: mapping.failureMode }),
        performedAt: at,
      })

const notTaken = (type: string, failure: HandlingFailure<{ readonly reason: string }>): NotTaken => {
  const { reason, ...facts } =
    failure.failure === 'CommandRejected' ? failure.rejection : { reason: failure.failure, ...failure }
  return new NotTaken(reason, `${type} ${JSON.stringify(facts)}`)
}
