import { bytesOf, variablesFor, VARIABLES_LIMIT } from '../variables.mjs'

const WHERE = 'Where it is found: docs/operations.md, "Variables".'

/** Variables that are missing, or that cannot work, and what would not fit into a function. */
export function checkVariables({ deployment, problems, server }, { fine, wrong }) {
  for (const problem of problems) wrong(problem, WHERE)
  if (!deployment.variables) return
  for (const name of Object.keys(server.FUNCTIONS)) {
    const bytes = bytesOf(variablesFor(name, server, deployment))
    if (bytes > VARIABLES_LIMIT)
      wrong(
        `the variables of ${name} take ${bytes} bytes, CloudBase allows ${VARIABLES_LIMIT}`,
        'Leave out keys of WeChat Pay that are over.',
      )
  }
  fine('variables: the merchant’s key signs, and WeChat Pay’s keys can be read')
}
