// Asks Cedar's engine what ours has answered. Any other answer fails, and so does a policy or a request that the schema refuses.
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";

const cedar = createRequire(`${process.env.TOOLS}/`)("@cedar-policy/cedar-wasm/nodejs");
const key = (uid) => `${uid.type}::${uid.id}`;

/** The entities that a request names, with their groups. */
function slice(items, { principal, resource, context }) {
  const named = [principal, resource, ...Object.values(context).flatMap((it) => it.__entity ?? [])];
  return named.map((uid) => {
    const item = items.get(key(uid));
    if (!item) throw new Error(`no entity ${key(uid)}`);
    return item;
  });
}

function judge(path) {
  const school = basename(path, ".json");
  const { policies, schema, entities, cases } = JSON.parse(readFileSync(path, "utf8"));
  const set = { staticPolicies: policies };
  const valid = cedar.validate({ schema, policies: set, validationSettings: { mode: "strict" } });
  const faults = valid.type === "success" ? valid.validationErrors : valid.errors;
  const whole = cedar.checkParseEntities({ entities, schema });
  const parsed = [cedar.preparsePolicySet(school, set), cedar.preparseSchema(school, schema), whole];
  faults.push(...parsed.filter((it) => it.type !== "success"));
  faults.slice(0, 5).forEach((it) => console.log(school, JSON.stringify(it)));
  if (faults.length) return faults.length;
  const items = new Map(entities.map((it) => [key(it.uid), it]));
  let [wrong, allowed] = [0, 0];
  for (const { request, allowed: ours } of cases) {
    const call = { ...request, entities: slice(items, request), preparsedPolicySetId: school };
    const answer = cedar.statefulIsAuthorized({ ...call, preparsedSchemaName: school, validateRequest: true });
    const errors = answer.type === "success" ? answer.response.diagnostics.errors : answer.errors;
    const theirs = answer.type === "success" && answer.response.decision === "allow";
    allowed += ours;
    if (errors.length || theirs !== ours) {
      wrong += 1;
      if (wrong <= 5) console.log(school, JSON.stringify(request), "ours:", ours, "theirs:", JSON.stringify(answer));
    }
  }
  console.log(`${school}: ${cases.length} requests, ${allowed} allowed, ${wrong} answered otherwise`);
  return wrong;
}

const folder = process.argv[2];
const files = readdirSync(folder).filter((name) => name.endsWith(".json")).sort();
if (!files.length) throw new Error(`no cases in ${folder}`);
const wrong = files.reduce((sum, name) => sum + judge(join(folder, name)), 0);
process.exit(wrong ? 1 : 0);
