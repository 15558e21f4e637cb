// The limits of what a peer may ask for. Each one has a clear refusal.

/** Characters (UTF-16 units) of one message. */
export const TEXT_MAX = 4000;
/** Characters of a name, of a member or a place or a room. */
export const NAME_MAX = 40;
/** Characters of a caption: two lines that can be read from the last row. */
export const CAPTION_MAX = 200;
/** Members that ever joined one room. */
export const ROOM_MEMBERS_MAX = 1000;
/** Members of one room that come by a key. */
export const ROOM_KEYS_MAX = 200;
/** Custom places of one room. */
export const CUSTOM_PLACES_MAX = 32;
/** Stations that a host has started in one room and that are there. */
export const STARTED_STATIONS_MAX = 8;
/** Messages of one member, per second and at once. */
export const SAY_PER_SECOND = 10;
export const SAY_BURST = 30;
/** Days after which a room may let go of what was said, at most: a hundred years. */
export const KEEP_DAYS_MAX = 36_525;
/** Characters of a search, and findings of one answer. */
export const SEARCH_MAX = 200;
export const FOUND_MAX = 50;
/** Events of one page of history. */
export const PAGE_MAX = 200;
/** One-way delay of a link, per direction. */
export const LINK_DELAY_MS_MAX = 60_000;
/** Characters of a link's seed. */
export const SEED_MAX = 80;
/** Packets in flight that `link:flights` lists, each direction. */
export const FLIGHTS_MAX = 50;
/**
 * A request that freezes its page is held at most this long: browsers offer to kill a page after
 * 15 s, and Socket.IO drops a frozen tab after 20 to 45 s.
 */
export const BLOCKING_WAIT_MS_MAX = 8_000;
/** A volunteer's tab is frozen at least this long: less is not seen. At most BLOCKING_WAIT_MS_MAX. */
export const FREEZE_MS_MIN = 200;
/** Such requests held at once: of one member, and of one address (a class behind one router). */
export const BLOCKING_PER_MEMBER_MAX = 2;
export const BLOCKING_PER_ADDRESS_MAX = 128;
/** Bytes of a scenario file. */
export const SCENARIO_BYTES_MAX = 65_536;
/** Of a recording that is imported, events and bytes. */
export const RECORDING_EVENTS_MAX = 50_000;
export const RECORDING_BYTES_MAX = 32 * 2 ** 20;
/** A custom place is at most this far: 100 light-years. */
export const CUSTOM_OWLT_MS_MAX = 100 * 365.25 * 86_400_000;
