import { deploy } from '../../scripts/lib/deploy/run.mjs'

// manager-node looks once a second whether a function is there; here it is at once.
const { setInterval } = globalThis
globalThis.setInterval = (look, ms, ...more) => setInterval(look, ms / 100, ...more)

/** Deploys as often as it is told to, for tests that need no process and no build of their own. */
process.on('message', async ({ options, env }) => {
  let output = ''
  const say = (line) => (output += `${line}\n`)
  const log = console.log
  // What manager-node says by itself.
  console.log = say
  const code = await deploy(options, say, env).then(
    () => 0,
    (error) => {
      say(error.message)
      return 1
    },
  )
  console.log = log
  process.send({ code, output })
})
