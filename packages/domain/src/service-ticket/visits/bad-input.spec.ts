import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import { ServiceTicketCommand, type VisitCommand } from '../commands.js'
import {
  arrive,
  cancelVisit,
  completeVisit,
  confirmTechnician,
  confirmVisit,
  missVisitWindow,
  provider,
  recordNoShow,
  refuseTechnician,
  rescheduleVisit,
  scheduleVisit,
  setOut,
} from './visits.fixtures.js'

const commands: ReadonlyArray<VisitCommand> = [
  scheduleVisit(),
  scheduleVisit({ performer: provider }),
  confirmVisit(),
  rescheduleVisit(),
  confirmTechnician(),
  refuseTechnician(),
  setOut(),
  arrive(),
  completeVisit(),
  recordNoShow(),
  cancelVisit(),
  missVisitWindow(),
]

/** A command as it comes from outside, with a field changed by its path: `window.zone`. */
const stored = (command: VisitCommand, path?: string, value?: unknown): unknown => {
  const raw = JSON.parse(JSON.stringify(ServiceTicketCommand.encode(command))) as { data: Record<string, unknown> }
  if (path === undefined) return raw
  const names = path.split('.')
  const last = names.pop() ?? ''
  const holder = names.reduce<Record<string, unknown>>(
    (inner, name) => inner[name] as Record<string, unknown>,
    raw.data,
  )
  holder[last] = value
  return raw
}

const faultsOf = (input: unknown): ReadonlyArray<string> => {
  const { type } = input as { readonly type: string }
  const codec = ServiceTicketCommand.types.find(({ messageType }) => messageType === type) ?? ServiceTicketCommand
  const decoded = codec.decode(input)
  return E.isLeft(decoded) ? explainedErrors(decoded.left) : []
}

it.each(commands)('$type is read as it is written', (command) => {
  const decoded = ServiceTicketCommand.decode(stored(command))
  expect(decoded).toStrictEqual(E.right(command))
})

it.each(commands)('$type names the visit or the ticket that is none', (command) => {
  for (const id of ['visit-1', '', 7, null, '0197290F-6A00-7000-8000-0000000000F1']) {
    expect(faultsOf(stored(command, 'visitId', id)).join()).toContain('visitId')
    expect(faultsOf(stored(command, 'serviceTicketId', id)).join()).toContain('serviceTicketId')
  }
})

it.each<[string, VisitCommand, string, unknown]>([
  ['a day that is none', scheduleVisit(), 'window.on', '2025-02-29'],
  ['an instant for a day', scheduleVisit(), 'window.on', '2025-06-04T07:00:00.000Z'],
  ['an hour that is none', scheduleVisit(), 'window.from', '25:00'],
  ['a time with seconds', scheduleVisit(), 'window.to', '11:00:00'],
  ['an offset for a zone', scheduleVisit(), 'window.zone', '+02:00'],
  ['a zone that is none', rescheduleVisit(), 'window.zone', 'Europe/Bärlin'],
  ['no window', rescheduleVisit(), 'window', undefined],
  ['a purpose that is none', scheduleVisit(), 'purpose', 'party'],
  ['a prototype for a purpose', scheduleVisit(), 'purpose', '__proto__'],
  ['a performer of no kind', scheduleVisit(), 'performer', { kind: 'robot' }],
  ['a technician by name', scheduleVisit(), 'performer', { kind: 'in-house', technicianId: 'Petra' }],
  [
    'a provider without a name',
    scheduleVisit(),
    'performer',
    { kind: 'provider', providerId: 'hof', providerName: ' ' },
  ],
  ['skills that are no list', scheduleVisit(), 'requiredSkills', 'drums'],
  ['a blank skill', rescheduleVisit(), 'requiredSkills', ['']],
  ['a way of no time', scheduleVisit(), 'travelMinutes', 0],
  ['a way of half a minute', rescheduleVisit(), 'travelMinutes', 0.5],
  ['evidence of nobody', scheduleVisit(), 'certification.staffId', 'Petra'],
  ['evidence without a stream', scheduleVisit(), 'certification.stream', ''],
  ['a revision as text', scheduleVisit(), 'certification.revision', '2'],
  ['a certificate that ends on no day', scheduleVisit(), 'certification.certificates.0.lastOn', '2025-06-31'],
  [
    'a slot before the first',
    scheduleVisit(),
    'maintenance',
    { assetId: scheduleVisit().data.assetId, scheduleId: 'yearly', slot: 0 },
  ],
  ['a plan that is none', scheduleVisit(), 'entitlement', { servicePlanId: 'gold' }],
  ['a policy that is none', scheduleVisit(), 'serviceLevel', 'PT8H'],
  ['nobody who confirmed', confirmVisit(), 'confirmedBy', null],
  ['a round before the first', confirmTechnician(), 'round', 0],
  ['a day by no stream', refuseTechnician(), 'dayStream', ''],
  ['a refusal for no reason', refuseTechnician(), 'because', ' '],
  ['an instant without an offset', setOut(), 'setOutAt', '2025-06-04T08:30'],
  ['an arrival on a day', arrive(), 'arrivedAt', '2025-06-04'],
  ['an outcome that is none', completeVisit(), 'outcome', 'constructor'],
  ['a part without a number', completeVisit(), 'parts.0.partNo', ''],
  ['work below nothing', completeVisit(), 'labourMinutes', -1],
  ['half a minute of work', completeVisit(), 'labourMinutes', 0.5],
  ['no number of minutes', completeVisit(), 'labourMinutes', 'NaN'],
  ['photos that are no list', completeVisit(), 'photos', 'photos/1'],
  ['a blank signature', completeVisit(), 'signature', ''],
  ['a party that is none', recordNoShow(), 'party', 'neighbour'],
  ['a cancelling for no reason', cancelVisit(), 'because', ''],
  ['a due instant that is none', missVisitWindow(), 'dueAt', 'soon'],
])('names the field of %s', (_, command, path, value) => {
  const faults = faultsOf(stored(command, path, value))
  expect(faults.length).toBeGreaterThan(0)
  for (const fault of faults) expect(fault).toContain(path.split('.').at(-1))
})
