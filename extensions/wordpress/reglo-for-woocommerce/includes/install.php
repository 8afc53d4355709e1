<?php
/**
 * Tables and schedules: made on activation and after an update, paused on deactivation.
 *
 * @package Reglo
 */

namespace Reglo;

defined( 'ABSPATH' ) || exit;

const SCHEMA          = '1';
const SITES_PER_PAGE  = 100;
/** Older ones lack pieces this plugin calls; the plugin's own head says the same. */
const WOOCOMMERCE_MIN = '9.0';

function is_woocommerce_fit( string $version ): bool {
	return version_compare( $version, WOOCOMMERCE_MIN, '>=' );
}

/** Said to whoever can do something about it; until then nothing of ours runs. */
function ask_for_newer_woocommerce(): void {
	if ( current_user_can( 'update_plugins' ) ) {
		/* translators: 1: version needed, 2: version found */
		$words = sprintf( __( 'Réglo needs WooCommerce %1$s or newer; this shop has %2$s. Update WooCommerce: until then customers cannot pay through Réglo.', 'reglo-for-woocommerce' ), WOOCOMMERCE_MIN, WC_VERSION );
		printf( '<div class="notice notice-error"><p>%s</p></div>', esc_html( $words ) );
	}
}

function outbox_table(): string {
	global $wpdb;
	return $wpdb->prefix . 'reglo_outbox';
}

function links_table(): string {
	global $wpdb;
	return $wpdb->prefix . 'reglo_link';
}

/** @param bool $is_network Whether it happens on every site of a network at once. */
function activate( $is_network = false ): void {
	// The other sites of a network make theirs when their administrators come by, or when they connect.
	create_tables();
	on_each_site( $is_network && is_multisite(), __NAMESPACE__ . '\come_back' );
}

function come_back(): void {
	update_option( 'reglo_rewrite', 'stale' );
	// Not from here: until WordPress has noted that the plugin is active, its doors are closed to the app's call back.
	update_option( 'reglo_presence', 'untold' );
}

/**
 * The app hears of it, for it can no longer be told of anything else.
 *
 * @param bool $is_network Whether it happens on every site of a network at once.
 */
function deactivate( $is_network = false ): void {
	on_each_site( $is_network && is_multisite(), __NAMESPACE__ . '\say_goodbye' );
}

/** On every site of the network, or on this one alone. Tables and options are each site's own. */
function on_each_site( bool $is_network, callable $act ): void {
	if ( ! $is_network ) {
		$act();
		return;
	}
	$page = 0;
	do {
		$site_ids = get_sites( array( 'fields' => 'ids', 'orderby' => 'id', 'number' => SITES_PER_PAGE, 'offset' => SITES_PER_PAGE * $page++ ) );
		foreach ( $site_ids as $site_id ) {
			switch_to_blog( (int) $site_id );
			$act();
			restore_current_blog();
		}
	} while ( count( $site_ids ) === SITES_PER_PAGE );
}

function say_goodbye(): void {
	if ( is_connected() ) {
		call_app( 'presence', array( 'isActive' => false ), QUICK_SECONDS );
	}
	if ( function_exists( 'as_unschedule_all_actions' ) ) {
		as_unschedule_all_actions( '', array(), SCHEDULE_GROUP );
	}
	delete_option( 'reglo_rewrite' );
	// Made anew on the next page: flushing now would write our own address in once more.
	delete_option( 'rewrite_rules' );
}

/** Back at work: told on the next page of the administration, and by the tick until the app has heard it. */
function tell_presence(): void {
	$state = get_option( 'reglo_presence' );
	if ( ! in_array( $state, array( 'untold', 'tried' ), true ) || ! is_connected() || ( $state === 'tried' && ! doing_action( TICK_ACTION ) ) ) {
		return;
	}
	update_option( 'reglo_presence', 'tried' );
	$answer = call_app( 'presence', array( 'isActive' => true ), QUICK_SECONDS );
	// An app that refuses us or does not know the word will not learn it by hearing it again.
	if ( $answer['ok'] || in_array( $answer['status'], array( 401, 404, 422 ), true ) ) {
		delete_option( 'reglo_presence' );
	}
}

function watch_install(): void {
	add_action( 'admin_init', __NAMESPACE__ . '\after_update' );
	add_action( 'admin_init', __NAMESPACE__ . '\tell_presence' );
	// Last: by then every endpoint of this page load is known.
	add_action( 'wp_loaded', __NAMESPACE__ . '\renew_rewrite_rules', 99 );
}

/** An update by replacing files runs no activation. */
function after_update(): void {
	if ( get_option( 'reglo_schema' ) !== SCHEMA ) {
		create_tables();
	}
}

function renew_rewrite_rules(): void {
	if ( get_option( 'reglo_rewrite' ) === 'stale' ) {
		flush_rewrite_rules();
		update_option( 'reglo_rewrite', 'fresh' );
	}
}

/**
 * `claim` is '' while an event waits: the unique key lets one event per order wait, and a new one join while the
 * one before is on its way.
 */
function create_tables(): void {
	global $wpdb;
	require_once ABSPATH . 'wp-admin/includes/upgrade.php';
	$collate = $wpdb->get_charset_collate();
	dbDelta(
		'CREATE TABLE ' . outbox_table() . " (
		id bigint(20) unsigned NOT NULL AUTO_INCREMENT,
		event_id varchar(40) NOT NULL,
		kind varchar(40) NOT NULL,
		subject varchar(64) NOT NULL,
		claim varchar(40) NOT NULL DEFAULT '',
		claimed_at bigint(20) NOT NULL DEFAULT 0,
		created_at bigint(20) NOT NULL,
		next_at bigint(20) NOT NULL,
		attempts int(11) NOT NULL DEFAULT 0,
		PRIMARY KEY  (id),
		UNIQUE KEY event_id (event_id),
		UNIQUE KEY waiting (kind,subject,claim),
		KEY due (claim,next_at)
		) $collate;"
	);
	dbDelta(
		'CREATE TABLE ' . links_table() . " (
		order_id bigint(20) unsigned NOT NULL,
		status varchar(20) NOT NULL,
		balance varchar(20) NOT NULL,
		pay_url varchar(500) NOT NULL,
		qr_url varchar(500) NOT NULL,
		open_text varchar(60) NOT NULL,
		created_at bigint(20) NOT NULL,
		expires_at bigint(20) NOT NULL DEFAULT 0,
		message text NOT NULL,
		is_sent tinyint(1) NOT NULL DEFAULT 0,
		seen_at bigint(20) NOT NULL,
		PRIMARY KEY  (order_id),
		KEY state (status,expires_at)
		) $collate;"
	);
	update_option( 'reglo_schema', SCHEMA );
}
