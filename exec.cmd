@rem npm's scripts say "exec node ..." so that a signal reaches Node itself; Windows has no exec, and finds this.
@%*
