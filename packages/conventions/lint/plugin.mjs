/** Rules that no linter ships. Where each applies, and all other rules, stand in `.oxlintrc.json`. */

const readsTheClock = 'Reads the clock: let the instant arrive in the command.'

/** `new Date()` and `Date()` read the machine's clock; `new Date(instant)` doesn't. */
const noClock = {
  create: (context) => ({
    NewExpression: (node) => {
      if (node.callee.name === 'Date' && node.arguments.length === 0) context.report({ node, message: readsTheClock })
    },
    CallExpression: (node) => {
      if (node.callee.name === 'Date') context.report({ node, message: readsTheClock })
    },
  }),
}

const local = /^(get|set)(Date|Day|FullYear|Hours|Milliseconds|Minutes|Month|Seconds|TimezoneOffset|Year)$/
const localised = /^(localeCompare|toLocale\w+|toDateString|toTimeString|resolvedOptions)$/

/** A figure is the same on any machine: its zone, language and collation never enter one. */
const noMachineLocale = {
  create: (context) => ({
    CallExpression: (node) => {
      const method = node.callee.property?.name ?? ''
      if (local.test(method) || localised.test(method)) {
        context.report({
          node,
          message: `${method} answers differently on another machine: name the zone or the order.`,
        })
      }
    },
  }),
}

/** `Decider<Command, State, Event, Rejection>` reads; `Decider<C, S, E, R>` has to be looked up. */
const typeParametersAreWords = {
  create: (context) => ({
    TSTypeParameter: (node) => {
      const name = node.name.name
      if (name.length === 1) context.report({ node, message: `Name the type parameter ${name} with a word.` })
    },
  }),
}

export default {
  meta: { name: 'aftersale' },
  rules: {
    'no-clock': noClock,
    'no-machine-locale': noMachineLocale,
    'type-parameters-are-words': typeParametersAreWords,
  },
}
