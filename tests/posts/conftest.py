from hypothesis import settings

# A busy machine is no fault of kg: laws have no time limit for one example, linear time has tests of its own.
settings.register_profile("posts", deadline=None)
settings.load_profile("posts")
