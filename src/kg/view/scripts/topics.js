// Whether topics are drawn as discs, and which.
import { graph } from "./columns.js";
import { shown } from "./shown.js";
import { state } from "./state.js";

const SMALLEST_TOPIC = 3; // members of a community that gets a disc

// Whether nodes lie in their communities now.
export const hasTopics = () => state.view !== "time" && state.depth === 0;

// Whether a community is large enough to be drawn as a disc, and whether it is: some of it passes the filters.
export const showsDisc = (community) => hasDisc(community) && shown.topics[community] > 0;

export const hasDisc = (community) =>
  !graph.communities[community].loose && graph.communities[community].size >= SMALLEST_TOPIC;
