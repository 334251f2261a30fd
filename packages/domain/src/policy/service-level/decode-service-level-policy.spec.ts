import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { decodeServiceLevelPolicy, serviceLevelPolicy } from './decode-service-level-policy.js'
import { hotline, retailDesk } from './example-policies.js'
import { ServiceLevelPolicy } from './service-level-policy.js'

const written = JSON.parse(JSON.stringify(retailDesk))

/** What is wrong with the retail desk's policy once these fields are other ones. */
const faultsWith = (fields: object): ReadonlyArray<string> => {
  const decoded = decodeServiceLevelPolicy({ ...written, ...fields })
  return E.isLeft(decoded) ? decoded.left : []
}

it('reads the example of the README, by the codec and by the rules', () => {
  const readme = readFileSync(join(__dirname, 'README.md'), 'utf8')
  const example: unknown = JSON.parse(/```json\n([\s\S]*?)```/.exec(readme)?.[1] ?? '')
  expect(decodeServiceLevelPolicy(example)).toEqual(E.right(example))
  expect(ServiceLevelPolicy.is(example)).toBe(true)
})

it.each([retailDesk, hotline])('reads $policyId back from its JSON', (policy) => {
  expect(decodeServiceLevelPolicy(JSON.parse(JSON.stringify(policy)))).toEqual(E.right(policy))
})

it('says what is wrong at every place, and how it is written', () => {
  expect(
    faultsWith({
      version: 0,
      calendar: { ...written.calendar, zone: 'Europe/Bärlin', holidays: ['2025-02-29'] },
      targets: { high: { resolution: 'PT90M' } },
      onReopen: 'reset',
    }),
  ).toEqual([
    'version: expected PositiveInteger, got 0',
    'calendar.zone: expected Zone, got "Europe/Bärlin" (a Zone is an IANA name as Europe/Berlin)',
    'calendar.holidays[0]: expected LocalDate, got "2025-02-29" (a LocalDate is written as 2025-06-02)',
    'targets.high.resolution: expected Duration, got "PT90M" (a Duration is written as PT1H30M, with at most 59 minutes)',
    'onReopen: expected "resume" | "continue" | "restart", got "reset"',
  ])
})

it('does not take something else for a policy', () => {
  for (const input of [undefined, null, 'policy', [], {}]) expect(E.isLeft(decodeServiceLevelPolicy(input))).toBe(true)
})

it('refuses a field it does not know, wherever it stands', () => {
  expect(
    faultsWith({
      closeAfterwards: 'PT72H',
      targets: { hihg: { resolution: 'PT8H' }, low: { solution: 'PT8H' } },
      calendar: {
        ...written.calendar,
        weekly: { ...written.calendar.weekly, monday: [{ from: '09:00', until: '17:00', break: '12:00' }] },
      },
    }),
  ).toEqual([
    'calendar.weekly.monday[0].break: no field of a service level',
    'targets.hihg: no field of a service level',
    'targets.low.solution: no field of a service level',
    'closeAfterwards: no field of a service level',
  ])
  expect(faultsWith({ constructor: 'policy' })).toEqual(['constructor: no field of a service level'])
})

it('refuses a target of no time', () => {
  expect(faultsWith({ targets: { low: { 'next-response': 'PT0S' } } })).toEqual([
    'targets.low.next-response: no time at all, it could never be met',
  ])
})

it('refuses targets on a calendar without hours, and accepts such a calendar where nothing is promised', () => {
  const weekly = Object.fromEntries(Object.keys(written.calendar.weekly).map((day) => [day, []]))
  const closed = { calendar: { ...written.calendar, weekly } }
  expect(faultsWith(closed)).toEqual(['calendar.weekly: without any hours no target is ever due'])
  expect(faultsWith({ ...closed, targets: {} })).toEqual([])
})

it('refuses a first response that may take longer than the resolution', () => {
  expect(faultsWith({ targets: { high: { 'first-response': 'PT8H', resolution: 'PT4H' } } })).toEqual([
    'targets.high.first-response: more time than for the resolution',
  ])
  expect(faultsWith({ targets: { high: { 'first-response': 'PT4H', resolution: 'PT4H' } } })).toEqual([])
})

it('refuses more time for the more urgent, over a priority without a target too', () => {
  const targets = { critical: { resolution: 'PT8H' }, high: { 'first-response': 'PT1H' }, low: { resolution: 'PT4H' } }
  expect(faultsWith({ targets })).toEqual(['targets.critical.resolution: more time than for low, which is less urgent'])
})

it('refuses what is said twice', () => {
  const holidays = ['2025-12-25', '2025-12-26', '2025-12-25', '2025-12-25']
  expect(
    faultsWith({ calendar: { ...written.calendar, holidays }, pausedBy: { resolution: ['parts', 'vendor', 'parts'] } }),
  ).toEqual(['calendar.holidays: 2025-12-25 stands twice', 'pausedBy.resolution: parts stands twice'])
})

it('throws with every fault where the policy stands in code', () => {
  expect(() => serviceLevelPolicy({ ...written, version: 0, unheardOf: 1 })).toThrow(
    new TypeError(
      'This is no service level:\nversion: expected PositiveInteger, got 0\nunheardOf: no field of a service level',
    ),
  )
})
