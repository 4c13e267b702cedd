-- Each module tells of its own exchange now: nobody reads these any more.
DROP VIEW channels.v_source;
DROP VIEW channels.v_event_state;
DROP VIEW imports.v_load;
