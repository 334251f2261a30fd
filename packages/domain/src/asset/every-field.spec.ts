import { describeBadInput, type Examples } from '../bad-input.fixtures.js'
import * as unit from './asset.fixtures.js'
import { after, text } from './asset.fixtures.js'
import { asset } from './asset.js'
import { type AssetCommand, assetCommands } from './commands.js'
import type { AssetEvent } from './events.js'
import { assetRejections } from './rejections.js'

const registered = after(unit.register())
const faulty = after(unit.register(), unit.alert(0), unit.alert(1), unit.alert(2))
const planned = [unit.register(), unit.setUp()]
const booked = [...planned, unit.propose(), unit.book()]

const examples: Examples<AssetCommand, AssetEvent> = {
  RegisterAsset: {
    usual: unit.register(),
    words: ['batch', 'purchase.lineId'],
    ids: ['owner.customerId', 'purchase.purchaseId'],
  },
  TransferAsset: { after: registered, usual: unit.transfer(), ids: ['to.customerId'] },
  CoverAsset: { after: registered, usual: unit.cover(), ids: ['warrantyId'] },
  UncoverAsset: { after: after(unit.register(), unit.cover()), usual: unit.uncover(), words: ['because'] },
  ReplaceAsset: {
    after: registered,
    usual: unit.replaceIt({ claimId: unit.warrantyId as never }),
    ids: ['byAssetId', 'claimId'],
  },
  RetireAsset: { after: registered, usual: unit.retire() },
  InstallAsset: {
    after: registered,
    usual: unit.install(),
    words: ['place'],
    ids: ['visitId', 'performer.technicianId'],
  },
  MoveAsset: { after: registered, usual: unit.move(), words: ['place'] },
  RecordService: {
    after: registered,
    usual: unit.service({
      productVersion: text('2.1'),
      visitId: unit.visit(1),
      claimId: unit.warrantyId as never,
      performer: { kind: 'provider', providerId: text('hof'), providerName: text('Hof Service') },
    }),
    words: [
      'serviceId',
      'failureMode',
      'parts.partNo',
      'parts.oldSerial',
      'parts.newSerial',
      'productVersion',
      'performer.providerId',
      'performer.providerName',
    ],
    ids: ['ticketId', 'visitId', 'claimId'],
  },
  RecordMeterReading: { after: registered, usual: unit.read({ startsAnew: true }), words: ['meter'] },
  RecordTelemetry: {
    after: after(unit.register(), unit.alert(0), unit.alert(1)),
    usual: unit.alert(2, { value: 3.5 as never }),
    numbers: ['value'],
    words: ['readingId', 'faultCode', 'policy.policyId'],
  },
  RecoverFault: { after: faulty, usual: unit.recover(), words: ['faultCode'] },
  CloseFault: { after: faulty, usual: unit.closeFault() },
  SetUpMaintenance: {
    after: registered,
    usual: unit.setUp({
      counting: 'from-anchor',
      servicePlanId: unit.warrantyId as never,
      policyRef: { policyId: text('care'), version: unit.number(1) },
    }),
    words: ['scheduleId', 'calendar.calendarId', 'policyRef.policyId'],
    ids: ['servicePlanId'],
  },
  ChangeMaintenanceCalendar: { after: after(...planned), usual: unit.changeCalendar(), words: ['calendar.calendarId'] },
  ProposeMaintenance: { after: after(...planned), usual: unit.propose() },
  BookMaintenance: { after: after(...planned, unit.propose()), usual: unit.book(), ids: ['visitId'] },
  ReopenMaintenance: { after: after(...booked), usual: unit.reopen(), words: ['because'] },
  CompleteMaintenance: { after: after(...booked), usual: unit.complete() },
  SkipMaintenance: { after: after(...planned, unit.propose()), usual: unit.skip(), words: ['because'] },
  EndMaintenance: { after: after(...planned), usual: unit.end(), words: ['because'] },
}

describeBadInput({ decider: asset, codecs: assetCommands, rejections: assetRejections, examples })
