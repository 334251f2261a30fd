import { given } from '@aftersale/decider/testing'
import { explainedErrors } from '@aftersale/messages'
import * as E from 'fp-ts/lib/Either.js'
import type * as t from 'io-ts'
import { TechnicianDayCommand } from './commands.js'
import { block, book, release, round, unblock, wednesdayAt } from './technician-day.fixtures.js'
import { technicianDay } from './technician-day.js'

const stored = (command: TechnicianDayCommand): { type: string; data: Record<string, unknown> } =>
  JSON.parse(JSON.stringify(TechnicianDayCommand.encode(command)))

const commands = [
  book({ travelMinutes: round(20) }),
  release(),
  block({ from: wednesdayAt('08:00'), until: wednesdayAt('09:00') }),
  unblock(),
].map(stored)

/** What a command with one other field is refused for. */
const refusedFor = ({ type, data }: (typeof commands)[number], field: string, value: unknown): string => {
  const codec: t.Mixed | undefined = TechnicianDayCommand.types.find(({ messageType }) => messageType === type)
  if (codec === undefined) throw new Error(`No command is ${type}`)
  const decoded = codec.decode({ type, data: { ...data, [field]: value } })
  return E.isRight(decoded) ? 'nothing' : JSON.stringify(explainedErrors(decoded.left))
}

it.each(commands)('$type is read as it is written', (command) => {
  const decoded = TechnicianDayCommand.decode(command)
  expect(E.isRight(decoded) && stored(decoded.right)).toStrictEqual(command)
})

it.each(commands)('$type of a day that is none names the field', (command) => {
  for (const id of ['day-1', '', 7, null])
    expect(refusedFor(command, 'technicianDayId', id)).toContain('technicianDayId')
})

describe.each(commands)('$type', (command) => {
  it.each([
    ['a technician by name', 'technicianId', 'Petra'],
    ['a day that is none', 'on', '2025-06-31'],
    ['an offset for a zone', 'zone', '+02:00'],
    ['a visit that is none', 'visitId', 'visit-1'],
    ['a ticket that is none', 'serviceTicketId', '42'],
    ['a round before the first', 'round', 0],
    ['half a round', 'round', 1.5],
    ['a local time for an instant', 'from', '2025-06-04T09:00'],
    ['a day for an instant', 'until', '2025-06-04'],
    ['a way of no time', 'travelMinutes', 0],
    ['a way back in time', 'travelMinutes', -5],
    ['no known reason', 'because', 'constructor'],
    ['a blank block', 'blockId', ' '],
  ])('is refused for %s, where it has that field', (_, field, value) => {
    if (field in command.data) expect(refusedFor(command, field, value)).toContain(field)
  })
})

it('does not stumble over a way there of any length', () => {
  const endless = book({ travelMinutes: round(Number.MAX_SAFE_INTEGER) })
  expect(E.isRight(TechnicianDayCommand.decode(stored(endless)))).toBe(true)
  const { on, zone } = endless.data
  given(technicianDay).when(endless).rejects({ reason: 'WindowBeyondTheDay', on, zone })
})
