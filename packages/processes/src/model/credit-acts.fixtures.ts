import type { StoreCreditCommand } from '@aftersale/domain'
import { type Act, oneOf } from './act.fixtures.js'
import { toCredit, uuid } from './shop.fixtures.js'

export const spendCredit: Act = (world, dice) => {
  const credits = [...world.streams.keys()].filter((name) => name.startsWith('storeCredit-'))
  const creditId = oneOf(credits, dice)?.slice('storeCredit-'.length)
  if (creditId === undefined) return
  const [authorisationId, minor] = [`pay-${dice(2)}`, BigInt(1 + dice(3000))]
  const at = world.now()
  const commands = [
    {
      type: 'AuthoriseStoreCredit',
      data: { creditId, customerId: uuid('bbbb', 1), authorisationId, minor, currency: 'EUR', authorisedAt: at },
    },
    {
      type: 'CaptureStoreCredit',
      data: {
        creditId,
        authorisationId,
        captureId: `capture-${dice(3)}`,
        minor,
        currency: 'EUR',
        isLast: dice(2) === 0,
        capturedAt: at,
      },
    },
    { type: 'VoidStoreCredit', data: { creditId, authorisationId, voidedAt: at } },
  ]
  const command = commands[dice(commands.length)]
  if (command !== undefined) toCredit(world, command as unknown as StoreCreditCommand)
}
