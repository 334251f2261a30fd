/** At work, or on its way back to it by itself. */
const isGoing = ({ status }) => status !== 'stopped' && status !== 'failed'

/** Anyone may ask: which host is away, and which ticket something stopped at, is for the log. */
const toldOf = ({ status, because }) => ({
  status,
  ...(because === undefined ? {} : { because: because.failure ?? because }),
})

const lagOrWhy = (lag) => (lag._tag === 'Right' ? { lag: lag.right } : { lagUnknown: lag.left.failure })

/**
 * Whether rows and relay are at work and the store answers, and how far they are behind: being behind is not being ill.
 * What has stopped has to be started again by somebody; a store that is away comes back by itself.
 */
export const healthOf = async ({ kind, rows, relay }) => {
  const projection = { state: toldOf(rows.state()), ...lagOrWhy(await rows.lag()), parked: rows.parked() }
  const relaying =
    relay === undefined
      ? { state: { status: 'not-configured' } }
      : {
          state: toldOf(relay.state()),
          ...lagOrWhy(await relay.lag(Date.now())),
          deadLetters: relay.deadLetters().length,
        }
  const isWell = [projection, relaying].every((part) => isGoing(part.state) && !('lagUnknown' in part))
  return { isWell, store: kind, projection, relay: relaying }
}
