// A washing machine, from the web shop to the call after its repair: late, but told so in time; installed by somebody who
// is certified for it; broken after five months, made good by whoever has to, and covered for a year longer.

import {
  assetIdOf,
  certificationEvidenceOf,
  coverageOn,
  germanConsumerLaw2026,
  parcelDelivery,
  purchaseAggregate,
  serviceTicketAggregate,
  staffCertificationAggregate,
  warrantyAggregate,
  warrantyIdOfUnit,
  washingMachineTerms,
} from '@aftersale/domain'
import { clerk, customer, openShop } from '../shop-with-processes.mjs'
import { bought, fieldService, sale, warranted, zone } from './sale.mjs'

const purchaseId = '01972f8c-5c00-7000-8000-000000000001'
const shipmentId = '01972f8c-5c00-7000-8000-000000000002'
const installationId = '01972f8c-5c00-7000-8000-000000000003'
const callId = '01972f8c-5c00-7000-8000-000000000004'
const firstVisitId = '01972f8c-5c00-7000-8000-000000000005'
const repairVisitId = '01972f8c-5c00-7000-8000-000000000006'
const claimId = '01972f8c-5c00-7000-8000-000000000007'
const technicianId = '01972f8c-5c00-7000-8000-000000000008'
const serial = 'WM-1042'
const assetId = assetIdOf({ sku: 'washing-machine', serial })
const warrantyId = warrantyIdOfUnit({ purchaseId, lineId: 'machine', unit: 1 })
const technician = { kind: 'agent', id: technicianId }

const shop = openShop(
  {
    DelayDetected: ['promisedBy', 'expectedAt'],
    CustomerInformed: ['about', 'leadTimeMinutes'],
    ShipmentDelivered: ['deliveredAt'],
    WarrantyStarted: ['anchor', 'terms'],
    VisitScheduled: ['window'],
    TechnicianBooked: ['on', 'from', 'until'],
    ResponsiblePartyClarified: ['party', 'contact'],
    ClaimApproved: ['layerId', 'burden'],
    RemedyChoiceExplained: ['choice', 'extensionTold'],
    RemedyChosen: ['remedy'],
    UnitsReserved: ['purpose'],
    RepairCompleted: ['costMinor', 'chargedMinor'],
    WarrantyExtended: ['layerId', 'by', 'cause', 'terms'],
  },
  {
    warrantyTermsOf: () => warranted,
    lawOf: () => germanConsumerLaw2026,
    desk: { serviceLevel: fieldService, channel: 'phone', priority: 'moderate' },
  },
)
const purchase = (at, type, data, actor) =>
  shop.send(at, purchaseAggregate, purchaseId, type, { purchaseId, ...data }, actor)
const ticket = (serviceTicketId, at, type, data, actor) =>
  shop.send(at, serviceTicketAggregate, serviceTicketId, type, { serviceTicketId, ...data }, actor)
const reply = (serviceTicketId, at) =>
  ticket(serviceTicketId, at, 'ReplyToCustomer', {
    messageId: `reply-${at}`,
    channel: 'phone',
    repliedBy: clerk,
    automated: false,
    repliedAt: at,
    serviceLevel: fieldService,
  })
const covered = (at, type, data, actor) =>
  shop.send(at, warrantyAggregate, warrantyId, type, { warrantyId, ...data }, actor)
const certification = async () => {
  const { state, ...place } = await shop.stateOf(staffCertificationAggregate, technicianId)
  return certificationEvidenceOf(state, place)
}

console.log('# Before anything is sold: a technician is certified to install and to repair washing machines')
await shop.send('2026-07-01T08:00:00.000Z', staffCertificationAggregate, technicianId, 'CertifyStaff', {
  staffId: technicianId,
  certificationId: 'washing-machines-2026',
  skills: ['water-connection', 'motor-repair'],
  skus: ['washing-machine'],
  startsOn: '2026-07-01',
  lastOn: '2028-06-30',
  zone,
  issuedBy: 'makers-school',
  certifiedAt: '2026-07-01T08:00:00.000Z',
})

console.log('\n# 3 August 2026: bought online, promised for the 10th')
await purchase(bought, 'RecordPurchase', sale, customer)
await purchase(bought, 'DisclosePolicy', {
  policyRef: { policyId: washingMachineTerms.policyId, version: washingMachineTerms.version },
  phase: 'pre-purchase',
  channel: 'web',
  conditionsShown: ['receipt', 'registration', 'regular-maintenance'],
  shownAt: '2026-08-03T17:50:00.000Z',
})
await purchase(bought, 'IssueReceipt', { kind: 'e-receipt', ref: 'E-1042', amountMinor: 59_900n, issuedAt: bought })

console.log('\n# 5 August: it leaves. 7 August: it will be two days late, which the customer is told three days before')
const promisedBy = '2026-08-10T16:00:00.000Z'
await purchase('2026-08-05T09:00:00.000Z', 'AnnounceShipment', {
  shipmentId,
  carrier: 'heavy-goods',
  lines: [{ lineId: 'machine', quantity: 1, serials: [serial] }],
  promisedBy,
  announcedAt: '2026-08-05T09:00:00.000Z',
  policy: parcelDelivery,
})
await purchase('2026-08-05T15:00:00.000Z', 'RecordCarrierScan', {
  shipmentId,
  carrierEventId: 'scan-1',
  code: 'handed-over',
  scannedAt: '2026-08-05T15:00:00.000Z',
})
await purchase('2026-08-07T16:00:00.000Z', 'ReviseEta', {
  shipmentId,
  newEta: '2026-08-12T10:00:00.000Z',
  cause: 'truck-broke-down',
  source: 'carrier',
  revisedAt: '2026-08-07T16:00:00.000Z',
})

console.log(
  '\n# 12 August: it is there. What the law gives runs from today, the guarantee on the motor from its installation',
)
await purchase('2026-08-12T10:00:00.000Z', 'ConfirmDelivery', {
  shipmentId,
  deliveredAt: '2026-08-12T10:00:00.000Z',
  proof: { kind: 'signature' },
})

console.log('\n# 13 August: a visit is scheduled for the 14th. 14 August: it is connected, and runs')
const booked = '2026-08-13T09:00:00.000Z'
await ticket(installationId, booked, 'OpenServiceTicket', {
  issueId: '01972f8c-5c00-7000-8000-0000000000b1',
  customerId: customer.id,
  channel: 'phone',
  kind: 'installation',
  priority: 'moderate',
  assetId,
  purchaseId,
  openedBy: customer,
  openedAt: booked,
  serviceLevel: fieldService,
})
await ticket(installationId, booked, 'ScheduleVisit', {
  visitId: firstVisitId,
  purpose: 'installation',
  assetId,
  window: { on: '2026-08-14', from: '09:00', to: '11:00', zone },
  performer: { kind: 'in-house', technicianId },
  requiredSkills: ['water-connection'],
  product: { sku: 'washing-machine' },
  certification: await certification(),
  scheduledBy: clerk,
  scheduledAt: booked,
  serviceLevel: fieldService,
})
await reply(installationId, '2026-08-13T09:05:00.000Z')
const installed = '2026-08-14T08:40:00.000Z'
await ticket(
  installationId,
  '2026-08-14T07:30:00.000Z',
  'ArriveAtVisit',
  { visitId: firstVisitId, arrivedAt: '2026-08-14T07:30:00.000Z', serviceLevel: fieldService },
  technician,
)
await ticket(
  installationId,
  installed,
  'CompleteVisit',
  { visitId: firstVisitId, outcome: 'done', parts: [], labourMinutes: 60, completedAt: installed },
  technician,
)
await ticket(
  installationId,
  '2026-08-14T08:45:00.000Z',
  'ResolveServiceTicket',
  { fixKind: 'none', resolvedBy: technician, resolvedAt: '2026-08-14T08:45:00.000Z', serviceLevel: fieldService },
  technician,
)

console.log(
  '\n# 13 January 2027, five months later: it hums and does not turn. On the first call: who has to make it good',
)
const called = '2027-01-13T10:00:00.000Z'
await ticket(callId, called, 'OpenServiceTicket', {
  issueId: '01972f8c-5c00-7000-8000-0000000000b2',
  customerId: customer.id,
  channel: 'phone',
  kind: 'claim',
  priority: 'high',
  assetId,
  purchaseId,
  openedBy: customer,
  openedAt: called,
  contact: {
    contactId: 'call-1',
    direction: 'inbound',
    channel: 'phone',
    nature: 'request',
    contactedBy: customer,
  },
  serviceLevel: fieldService,
})
await reply(callId, '2027-01-13T10:04:00.000Z')
await covered('2027-01-13T10:05:00.000Z', 'ClarifyResponsibleParty', {
  failureModes: ['motor'],
  party: 'seller',
  contact: 'our-own-desk',
  channel: 'phone',
  contactId: 'call-1',
  informedAt: '2027-01-13T10:05:00.000Z',
})
await covered('2027-01-13T10:10:00.000Z', 'OpenClaim', {
  claimId,
  failureMode: 'motor',
  defect: 'hums',
  failedOn: '2027-01-12',
  reportedAt: '2027-01-13T10:10:00.000Z',
  channel: 'phone',
  evidence: [],
  proofs: [{ kind: 'e-receipt', evidenceId: 'E-1042', verified: true }],
})

console.log(
  '\n# The seller does not have to be shown that it was faulty from the start: within a year that is presumed',
)
await covered('2027-01-13T14:00:00.000Z', 'DecideCoverage', {
  claimId,
  layerId: 'conformity',
  decision: 'approve',
  reasons: ['DefectPresumed'],
  decidedBy: clerk,
  decidedAt: '2027-01-13T14:00:00.000Z',
})

console.log('\n# No choice before the customer knows of it, and of the year that a repair adds')
const choice = { claimId, remedy: 'repair', chosenBy: 'customer', chosenAt: '2027-01-13T14:05:00.000Z' }
await covered('2027-01-13T14:05:00.000Z', 'ChooseRemedy', choice)
await covered('2027-01-13T14:10:00.000Z', 'InformAboutRemedies', {
  claimId,
  choice: ['repair', 'replacement'],
  extensionTold: true,
  channel: 'phone',
  informedAt: '2027-01-13T14:10:00.000Z',
})
await covered('2027-01-13T14:15:00.000Z', 'ChooseRemedy', { ...choice, chosenAt: '2027-01-13T14:15:00.000Z' })

console.log('\n# 18 January: repaired at home, for nothing; what the law gives lasts a year longer')
const repairId = await shop.latestTicket()
await reply(repairId, '2027-01-14T08:10:00.000Z')
await ticket(repairId, '2027-01-14T09:00:00.000Z', 'ScheduleVisit', {
  visitId: repairVisitId,
  purpose: 'repair',
  assetId,
  window: { on: '2027-01-18', from: '13:00', to: '15:00', zone },
  performer: { kind: 'in-house', technicianId },
  requiredSkills: ['motor-repair'],
  product: { sku: 'washing-machine' },
  certification: await certification(),
  scheduledBy: clerk,
  scheduledAt: '2027-01-14T09:00:00.000Z',
  serviceLevel: fieldService,
})
await ticket(
  repairId,
  '2027-01-18T12:50:00.000Z',
  'ArriveAtVisit',
  { visitId: repairVisitId, arrivedAt: '2027-01-18T12:50:00.000Z', serviceLevel: fieldService },
  technician,
)
const parts = [{ partNo: 'motor', oldSerial: 'M-77', newSerial: 'M-91' }]
await ticket(
  repairId,
  '2027-01-18T14:20:00.000Z',
  'CompleteVisit',
  { visitId: repairVisitId, outcome: 'done', parts, labourMinutes: 85, completedAt: '2027-01-18T14:20:00.000Z' },
  technician,
)
await covered(
  '2027-01-18T14:20:00.000Z',
  'RecordRepair',
  {
    claimId,
    attempt: 1,
    outcome: 'repaired',
    parts,
    labourMinutes: 85,
    costMinor: 18_500n,
    chargedMinor: 0n,
    currency: 'EUR',
    performer: { kind: 'in-house', technicianId },
    requiredSkills: ['motor-repair'],
    certification: await certification(),
    sku: 'washing-machine',
    performedAt: '2027-01-18T14:20:00.000Z',
  },
  technician,
)
await covered('2027-01-18T14:25:00.000Z', 'CloseClaim', { claimId, closedAt: '2027-01-18T14:25:00.000Z' })
for (const serviceTicketId of [callId, repairId]) {
  await ticket(
    serviceTicketId,
    '2027-01-18T14:30:00.000Z',
    'ResolveServiceTicket',
    { fixKind: 'repair', resolvedBy: technician, resolvedAt: '2027-01-18T14:30:00.000Z', serviceLevel: fieldService },
    technician,
  )
}

console.log('\n# A week later somebody asks whether it still works: it does')
await ticket(repairId, '2027-01-18T14:35:00.000Z', 'RequestFollowUp', {
  followUpId: 'does-it-work',
  channel: 'phone',
  dueAt: '2027-01-25T17:00:00.000Z',
  requestedAt: '2027-01-18T14:35:00.000Z',
})
await ticket(repairId, '2027-01-25T09:00:00.000Z', 'CompleteFollowUp', {
  followUpId: 'does-it-work',
  completedBy: clerk,
  completedAt: '2027-01-25T09:00:00.000Z',
})

console.log('\n# Years pass: each layer ends on its day, once')
await shop.passTimeUntil('2036-01-01T00:00:00.000Z')

console.log('\n# What covers it')
const { state } = await shop.stateOf(warrantyAggregate, warrantyId)
for (const on of ['2026-08-13', '2028-08-13', '2029-08-12', '2029-08-13', '2034-08-13', '2034-08-14']) {
  const words = coverageOn(state, on).covering.map(
    ({ layerId, obligor, term }) => `${layerId} by the ${obligor.party}, until ${term.lastOn}`,
  )
  console.log(`${on}: ${words.join('; ') || 'nothing'}`)
}

console.log('\n# The whole story, by when it happened')
await shop.printTimeline()
await shop.close()
