import { reject } from '@aftersale/decider'
import type { AssetCommand } from './commands.js'
import type { AssetDecision } from './decide/asset-decision.js'
import { cover, register, registerAgain, replace, retire, transfer, uncover } from './decide/ownership.js'
import { changeMaintenanceCalendar, endMaintenance, setUpMaintenance } from './decide/schedules.js'
import {
  bookMaintenance,
  completeMaintenance,
  proposeMaintenance,
  reopenMaintenance,
  skipMaintenance,
} from './decide/slots.js'
import { closeFault, recordTelemetry, recoverFault } from './decide/telemetry.js'
import { install, move, recordMeterReading, recordService } from './decide/upkeep.js'
import type { AssetState } from './state.js'

export const decide = (command: AssetCommand, state: AssetState): AssetDecision => {
  if (state.status === 'not-registered') {
    return command.type === 'RegisterAsset' ? register(command) : reject({ reason: 'AssetNotRegistered' })
  }
  const { assetId } = state.asset
  if (command.data.assetId !== assetId) return reject({ reason: 'AddressedToAnotherAsset', assetId })
  switch (command.type) {
    case 'RegisterAsset':
      return registerAgain(command, state)
    case 'TransferAsset':
      return transfer(command, state)
    case 'CoverAsset':
      return cover(command, state)
    case 'UncoverAsset':
      return uncover(command, state)
    case 'ReplaceAsset':
      return replace(command, state)
    case 'RetireAsset':
      return retire(command, state)
    case 'InstallAsset':
      return install(command, state)
    case 'MoveAsset':
      return move(command, state)
    case 'RecordService':
      return recordService(command, state)
    case 'RecordMeterReading':
      return recordMeterReading(command, state)
    case 'RecordTelemetry':
      return recordTelemetry(command, state)
    case 'RecoverFault':
      return recoverFault(command, state)
    case 'CloseFault':
      return closeFault(command, state)
    case 'SetUpMaintenance':
      return setUpMaintenance(command, state)
    case 'ChangeMaintenanceCalendar':
      return changeMaintenanceCalendar(command, state)
    case 'ProposeMaintenance':
      return proposeMaintenance(command, state)
    case 'BookMaintenance':
      return bookMaintenance(command, state)
    case 'ReopenMaintenance':
      return reopenMaintenance(command, state)
    case 'CompleteMaintenance':
      return completeMaintenance(command, state)
    case 'SkipMaintenance':
      return skipMaintenance(command, state)
    case 'EndMaintenance':
      return endMaintenance(command, state)
  }
}
