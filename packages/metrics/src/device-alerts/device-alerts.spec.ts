import { factsOf, figure, inShort, nameOf, ticket } from '../help-desk.fixtures.js'

const device = { kind: 'device', id: 'washer' }
const [desk, other] = [ticket('desk'), ticket('other')]

it('counts what devices report, on the device channel or through an app, and nothing a person says', () => {
  const facts = factsOf(
    desk.opened('2025-06-02 09:00'),
    desk.contact('2025-06-02 10:00', { channel: 'device', contactedBy: device }),
    desk.contact('2025-06-02 11:00', { channel: 'app', contactedBy: device }),
    desk.contact('2025-06-02 12:00', { channel: 'app', contactedBy: { kind: 'system', id: 'mailer' } }),
    desk.contact('2025-06-02 13:00', { channel: 'device', contactedBy: device, direction: 'outbound' }),
  )
  const alerts = figure(facts, 'device-alerts', 'count')
  expect(alerts.value).toBe(2)
  expect(alerts.counted().numerator.map(nameOf)).toEqual(['desk.3', 'desk.4'])
  expect(facts.contacts).toHaveLength(1)
})

it('counts an alert in the period in which it came, on the ticket that stayed, and none of spam', () => {
  const facts = factsOf(
    desk.opened('2025-06-02 09:00'),
    other.opened('2025-06-02 09:00'),
    other.contact('2025-06-02 10:00', { channel: 'device', contactedBy: device }),
    other.contact('2025-06-03 10:00', { channel: 'device', contactedBy: device }),
    other.mergedInto('2025-06-03 11:00', 'desk'),
  )
  expect(inShort(figure(facts, 'device-alerts', 'count', { from: '2025-06-03' }))).toBe('1/1')
  const junk = factsOf(
    other.opened('2025-06-02 09:00'),
    other.contact('2025-06-02 10:00', { channel: 'device', contactedBy: device }),
    other.spam('2025-06-02 11:00'),
  )
  expect(inShort(figure(junk, 'device-alerts', 'count'))).toBe('0/0 {spam:1}')
})
