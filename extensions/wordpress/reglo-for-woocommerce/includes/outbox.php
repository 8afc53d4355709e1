<?php
/**
 * Events for the app: written in the database the moment they happen, brought by Action Scheduler until the app has
 * said that they are safe with it. WooCommerce's own webhooks are tried once.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

const SCHEDULE_GROUP   = 'reglo';
const DELIVER_ACTION   = 'reglo_deliver';
const RETRY_ACTION     = 'reglo_retry';
const TICK_ACTION      = 'reglo_tick';
const TICK_SECONDS     = 300;
const BATCH_MAX        = 50;
const BATCHES_MAX      = 20;
const CLAIM_SECONDS    = 300;
const EVENT_DAYS_MAX   = 30;
const RETRY_SECONDS    = array( 15, 60, 180, 600 );

function watch_outbox(): void {
	add_action( DELIVER_ACTION, __NAMESPACE__ . '\deliver' );
	add_action( RETRY_ACTION, __NAMESPACE__ . '\deliver' );
	add_action( TICK_ACTION, __NAMESPACE__ . '\tick' );
	add_action( 'action_scheduler_init', __NAMESPACE__ . '\schedule_tick' );
}

/** The net under the schedule: a process that died while delivering leaves its claim and no plan behind. */
function schedule_tick(): void {
	$is_worth_asking = is_admin() || wp_doing_cron();
	if ( $is_worth_asking && is_connected() && ! as_has_scheduled_action( TICK_ACTION, array(), SCHEDULE_GROUP ) ) {
		as_schedule_recurring_action( time() + TICK_SECONDS, TICK_SECONDS, TICK_ACTION, array(), SCHEDULE_GROUP, true );
	}
}

function tick(): void {
	global $wpdb;
	$wpdb->query( $wpdb->prepare( 'DELETE FROM ' . outbox_table() . ' WHERE created_at < %d', time() - EVENT_DAYS_MAX * DAY_IN_SECONDS ) );
	forget_old_nonces();
	tell_presence();
	deliver();
	refresh_open_links();
}

/** An order changed. Many changes before the next delivery are one event: the app reads the order as it is then. */
function add_event( int $order_id ): void {
	global $wpdb;
	if ( ! is_connected() ) {
		return;
	}
	$now = time();
	$wpdb->query(
		$wpdb->prepare(
			'INSERT IGNORE INTO ' . outbox_table() . ' (event_id, kind, subject, created_at, next_at) VALUES (%s, %s, %s, %d, %d)',
			wp_generate_uuid4(),
			'order-changed',
			(string) $order_id,
			$now,
			$now
		)
	);
	if ( $wpdb->rows_affected > 0 ) {
		plan_delivery( 0 );
	}
}

/**
 * Planned once however often it is asked. Action Scheduler's own "unique" also sees the action that is running, which
 * would keep a delivery from planning its next try: those have a name of their own.
 */
function plan_delivery( int $in_seconds ): void {
	if ( ! did_action( 'action_scheduler_init' ) ) {
		return; // The tick will see the event.
	}
	if ( $in_seconds === 0 ) {
		as_enqueue_async_action( DELIVER_ACTION, array(), SCHEDULE_GROUP, true );
		return;
	}
	$planned = as_get_scheduled_actions(
		array(
			'hook'     => RETRY_ACTION,
			'group'    => SCHEDULE_GROUP,
			'status'   => 'pending',
			'per_page' => 1,
		),
		'ids'
	);
	if ( $planned === array() ) {
		as_schedule_single_action( time() + $in_seconds, RETRY_ACTION, array(), SCHEDULE_GROUP );
	}
}

/** Brings what waits, oldest first, once any of it is due. What the app does not confirm goes back and is tried again later. */
function deliver(): void {
	release_stale_claims();
	for ( $batch = 0; $batch < BATCHES_MAX; $batch++ ) {
		$events = claim_events( $batch > 0 );
		if ( $events === array() ) {
			return;
		}
		$answer = call_app( 'events', array( 'events' => array_map( __NAMESPACE__ . '\event_body', $events ) ), PATIENT_SECONDS );
		$safe   = $answer['ok'] && isset( $answer['body']['safe'] ) && is_array( $answer['body']['safe'] ) ? $answer['body']['safe'] : array();
		$failed = array();
		foreach ( $events as $event ) {
			in_array( $event['event_id'], $safe, true ) ? delete_event( $event ) : $failed[] = $event;
		}
		note_delivery( $failed === array() );
		if ( $failed !== array() ) {
			put_back( $failed );
			return;
		}
	}
	plan_delivery( 1 );
}

/** For the health panel: since when nothing gets through, or when something last did. */
function note_delivery( bool $is_safe ): void {
	$before = (array) get_option( 'reglo_delivery', array() );
	$since  = $is_safe ? 0 : (int) ( $before['failing_since'] ?? 0 );
	update_option(
		'reglo_delivery',
		array(
			'safe_at'       => $is_safe ? time() : (int) ( $before['safe_at'] ?? 0 ),
			'failing_since' => $is_safe || $since > 0 ? $since : time(),
		),
		false
	);
}

/** @return array{id:string,kind:string,orderRef:string} */
function event_body( array $event ): array {
	return array(
		'id'       => $event['event_id'],
		'kind'     => $event['kind'],
		'orderRef' => $event['subject'],
	);
}

/**
 * Takes the oldest events for this process alone, when one at least is due: one UPDATE decides between two that run at
 * once. A new event takes the older ones along, so that none overtakes; `$is_answered`: the app is there, nothing need wait.
 */
function claim_events( bool $is_answered = false ): array {
	global $wpdb;
	$claim = wp_generate_uuid4();
	$now   = time();
	if ( ! $is_answered && ! $wpdb->get_var( $wpdb->prepare( 'SELECT id FROM ' . outbox_table() . " WHERE claim = '' AND next_at <= %d LIMIT 1", $now ) ) ) {
		return array();
	}
	$wpdb->query(
		$wpdb->prepare( 'UPDATE ' . outbox_table() . " SET claim = %s, claimed_at = %d WHERE claim = '' ORDER BY id LIMIT %d", $claim, $now, BATCH_MAX )
	);
	return (array) $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM ' . outbox_table() . ' WHERE claim = %s ORDER BY id', $claim ), ARRAY_A );
}

function delete_event( array $event ): void {
	global $wpdb;
	$wpdb->delete( outbox_table(), array( 'id' => $event['id'] ), array( '%d' ) );
}

/** How long until the next try, after so many. */
function retry_seconds( int $attempts ): int {
	return RETRY_SECONDS[ min( max( $attempts, 1 ), count( RETRY_SECONDS ) ) - 1 ];
}

/** Back in line. Where a newer event of the same order waits already, that one says it all: the older one goes. */
function put_back( array $events ): void {
	global $wpdb;
	$soonest = RETRY_SECONDS[ count( RETRY_SECONDS ) - 1 ];
	foreach ( $events as $event ) {
		$attempts = (int) $event['attempts'] + 1;
		$wait     = retry_seconds( $attempts );
		$soonest  = min( $soonest, $wait );
		$wpdb->query( $wpdb->prepare( 'UPDATE IGNORE ' . outbox_table() . " SET claim = '', attempts = %d, next_at = %d WHERE id = %d", $attempts, time() + $wait, $event['id'] ) );
		if ( $wpdb->rows_affected === 0 ) {
			delete_event( $event );
		}
	}
	plan_delivery( $soonest );
}

function release_stale_claims(): void {
	global $wpdb;
	$stale = $wpdb->get_results( $wpdb->prepare( 'SELECT * FROM ' . outbox_table() . " WHERE claim <> '' AND claimed_at < %d LIMIT 500", time() - CLAIM_SECONDS ), ARRAY_A );
	if ( $stale ) {
		put_back( $stale );
	}
}

/** @return array{waiting:int,oldest:int} `oldest`: seconds since 1970, 0 when nothing waits. */
function outbox_figures(): array {
	global $wpdb;
	$row = $wpdb->get_row( 'SELECT COUNT(*) AS waiting, COALESCE(MIN(created_at), 0) AS oldest FROM ' . outbox_table(), ARRAY_A );
	return array(
		'waiting' => (int) ( $row['waiting'] ?? 0 ),
		'oldest'  => (int) ( $row['oldest'] ?? 0 ),
	);
}
