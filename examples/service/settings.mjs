import { resolve } from 'node:path'

/** A secret as Standard Webhooks writes it: `whsec_` and 24 to 64 bytes in base64. */
const isSecret = (text) => {
  const bytes = /^whsec_([A-Za-z0-9+/]+={0,2})$/.exec(text)?.[1]
  const { length } = Buffer.from(bytes ?? '', 'base64')
  return length >= 24 && length <= 64
}

/** A whole number from the environment, or what stands for it. */
const count = (text, otherwise) => (text === undefined ? otherwise : /^\d+$/.test(text) ? Number(text) : Number.NaN)

/**
 * What the environment asks for, with a sentence for each thing that is wrong with it. The sentences name variables and
 * never show what is in them: secrets come this way.
 */
export const settingsFrom = (environment) => {
  const { EVENTS: events, API_TOKEN: apiToken, WEBHOOK_URL: url, WEBHOOK_SECRET: secret = '' } = environment
  const settings = {
    events,
    folder: resolve(environment.DATA ?? '.'),
    apiToken,
    host: environment.HOST ?? '127.0.0.1',
    port: count(environment.PORT, 8080),
    storeTimeoutMilliseconds: count(environment.STORE_TIMEOUT_MS, 10_000),
    webhook:
      url === undefined
        ? undefined
        : {
            url,
            // Two while one takes the other's place: each delivery is signed with both.
            secrets: secret.split(' '),
            timeoutMilliseconds: count(environment.WEBHOOK_TIMEOUT_MS, 10_000),
            attempts: count(environment.WEBHOOK_ATTEMPTS, 8),
            firstWaitMilliseconds: count(environment.WEBHOOK_FIRST_WAIT_MS, 200),
            mostWaitMilliseconds: count(environment.WEBHOOK_MOST_WAIT_MS, 60_000),
            concurrency: count(environment.WEBHOOK_CONCURRENCY, 8),
          },
  }
  const numbers = [settings.port, settings.storeTimeoutMilliseconds, ...Object.values(settings.webhook ?? {})]
  const faults = [
    ...(events ? [] : ['EVENTS is missing: a file as desk.db, or esdb://…']),
    ...((apiToken ?? '').length >= 16 ? [] : ['API_TOKEN needs 16 characters at least']),
    ...(settings.webhook === undefined || settings.webhook.secrets.every(isSecret)
      ? []
      : ['WEBHOOK_SECRET is whsec_ and 24 to 64 bytes in base64']),
    ...(url === undefined || URL.canParse(url) ? [] : ['WEBHOOK_URL is no URL']),
    ...(numbers.some(Number.isNaN) ? ['a number of the settings is none'] : []),
  ]
  return { settings, faults }
}
